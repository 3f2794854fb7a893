/* Made src/test/resources/dev/anvil/erasure/golden.txt, with ISA-L alone: gcc golden.c -lisal -o golden && ./golden */
#include <isa-l.h>
#include <stdio.h>

int main(void) {
    int schemes[][3] = {{2, 2, 70}, {3, 1, 33}, {4, 2, 200}, {6, 3, 65}, {8, 4, 130}, {10, 4, 97}, {16, 16, 19}};
    for (int s = 0; s < 7; s++) {
        int k = schemes[s][0], m = schemes[s][1], length = schemes[s][2];
        unsigned char units[32][256], matrix[32 * 32], tables[32 * 32 * 32], *pointers[32];
        for (int unit = 0; unit < k + m; unit++) {
            pointers[unit] = units[unit];
            for (int i = 0; i < length; i++) {
                units[unit][i] = (unsigned char) ((i * 167 + unit * 59 + i * i * 3 + (i ^ unit)) & 255);
            }
        }
        gf_gen_cauchy1_matrix(matrix, k + m, k);
        ec_init_tables(k, m, matrix + k * k, tables);
        ec_encode_data(length, k, m, tables, pointers, pointers + k);
        for (int unit = k; unit < k + m; unit++) {
            printf("%d+%d %d ", k, m, unit);
            for (int i = 0; i < length; i++) {
                printf("%02x", units[unit][i]);
            }
            printf("\n");
        }
    }
    return 0;
}
