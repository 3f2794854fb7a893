/*
 * How fast ISA-L is without Java: the limit that the coders are measured against. Usage: limit DATA PARITY LENGTH OFFSET
 * Units begin OFFSET bytes behind the beginning of a cache line. Java's arrays begin their contents at 16, and no matter where
 * they lie: wide loads then touch two lines each.
 */
#include <isa-l.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 15
#define ROUND_SECONDS 0.08
#define MAX_UNITS 32
#define LINE 64

/* What this process has had of a processor: others on the machine count less than by a clock. */
static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    if (argc != 5) {
        return 2;
    }
    int k = atoi(argv[1]), m = atoi(argv[2]), length = atoi(argv[3]), offset = atoi(argv[4]);
    unsigned char matrix[MAX_UNITS * MAX_UNITS], tables[MAX_UNITS * MAX_UNITS * 32];
    unsigned char *units[MAX_UNITS];
    double speed[ROUNDS];
    gf_gen_cauchy1_matrix(matrix, k + m, k);
    ec_init_tables(k, m, matrix + k * k, tables);
    for (int i = 0; i < k + m; i++) {
        if (posix_memalign((void **) &units[i], LINE, length + LINE)) {
            return 1;
        }
        units[i] += offset;
        memset(units[i], i * 37 + 11, length);
    }
    for (int round = 0; round < ROUNDS; round++) {
        double began = now(), took;
        long coded = 0;
        do {
            for (int i = 0; i < 16; i++) {
                ec_encode_data(length, k, m, tables, units, units + k);
            }
            coded += 16L * k * length;
            took = now() - began;
        } while (took < ROUND_SECONDS);
        speed[round] = coded / took / 1e9;
    }
    qsort(speed, ROUNDS, sizeof(double), by_size);
    printf("%.3f\n", speed[ROUNDS / 2]);
    return 0;
}
