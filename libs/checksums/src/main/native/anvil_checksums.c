/*
 * CRC-64/NVME by carry-less multiplication, and MD5 of up to sixteen messages at once. The Java side has checked every argument.
 *
 * MD5 cannot be made faster for one message: every step waits for the one before. But sixteen messages take hardly longer than one
 * when each has a lane of a vector.
 */
#include <immintrin.h>
#include <jni.h>
#include <stdint.h>
#include <string.h>

/* ---- CRC-64/NVME ---------------------------------------------------------------------------------------------------- */

#define REFLECTED_POLYNOMIAL 0x9a6c9329ac4bc9b5ULL
#define STRIDE 64

static uint64_t table[256];
/* Multipliers that carry a 16 byte word over as many bits as there are to come: by 16 bytes, and by 64. */
static uint64_t fold16[2];
static uint64_t fold64[2];

/* x^n modulo the polynomial; bit 63 is x^0. */
static uint64_t power(int n) {
    uint64_t value = 1ULL << 63;
    for (int i = 0; i < n; i++) {
        value = (value & 1) ? (value >> 1) ^ REFLECTED_POLYNOMIAL : value >> 1;
    }
    return value;
}

__attribute__((constructor)) static void prepare(void) {
    for (int i = 0; i < 256; i++) {
        uint64_t value = (uint64_t) i;
        for (int bit = 0; bit < 8; bit++) {
            value = (value & 1) ? (value >> 1) ^ REFLECTED_POLYNOMIAL : value >> 1;
        }
        table[i] = value;
    }
    /* A product of two reflected words comes out one bit short, hence one less than the distance. */
    fold16[0] = power(128 + 64 - 1);
    fold16[1] = power(128 - 1);
    fold64[0] = power(512 + 64 - 1);
    fold64[1] = power(512 - 1);
}

static uint64_t by_table(uint64_t crc, const uint8_t *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        crc = table[(crc ^ bytes[i]) & 0xff] ^ (crc >> 8);
    }
    return crc;
}

__attribute__((target("pclmul,sse4.1"))) static inline __m128i folded(__m128i word, __m128i by, __m128i next) {
    __m128i low = _mm_clmulepi64_si128(word, by, 0x00);
    __m128i high = _mm_clmulepi64_si128(word, by, 0x11);
    return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

__attribute__((target("pclmul,sse4.1"))) static inline __m128i at(const uint8_t *bytes, int word) {
    return _mm_loadu_si128((const __m128i *) bytes + word);
}

__attribute__((target("pclmul,sse4.1"))) static uint64_t by_folding(uint64_t crc, const uint8_t *bytes, size_t length) {
    __m128i by64 = _mm_set_epi64x((long long) fold64[1], (long long) fold64[0]);
    __m128i by16 = _mm_set_epi64x((long long) fold16[1], (long long) fold16[0]);
    __m128i a = _mm_xor_si128(at(bytes, 0), _mm_set_epi64x(0, (long long) crc));
    __m128i b = at(bytes, 1);
    __m128i c = at(bytes, 2);
    __m128i d = at(bytes, 3);
    bytes += STRIDE;
    length -= STRIDE;
    for (; length >= STRIDE; bytes += STRIDE, length -= STRIDE) {
        a = folded(a, by64, at(bytes, 0));
        b = folded(b, by64, at(bytes, 1));
        c = folded(c, by64, at(bytes, 2));
        d = folded(d, by64, at(bytes, 3));
    }
    a = folded(folded(folded(a, by16, b), by16, c), by16, d);
    for (; length >= 16; bytes += 16, length -= 16) {
        a = folded(a, by16, at(bytes, 0));
    }
    uint8_t rest[16];
    _mm_storeu_si128((__m128i *) rest, a);
    return by_table(by_table(0, rest, sizeof rest), bytes, length);
}

JNIEXPORT jboolean JNICALL Java_dev_anvil_checksum_NativeChecksums_isFast(JNIEnv *env, jclass type) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1") && __builtin_cpu_supports("avx2");
}

JNIEXPORT jlong JNICALL Java_dev_anvil_checksum_NativeChecksums_crc64(
        JNIEnv *env, jclass type, jlong crc, jbyteArray array, jint offset, jint length) {
    uint8_t *bytes = (*env)->GetPrimitiveArrayCritical(env, array, 0);
    if (bytes == 0) {
        return crc;
    }
    uint64_t value = length >= STRIDE ? by_folding((uint64_t) crc, bytes + offset, (size_t) length)
                                      : by_table((uint64_t) crc, bytes + offset, (size_t) length);
    (*env)->ReleasePrimitiveArrayCritical(env, array, bytes, JNI_ABORT);
    return (jlong) value;
}

/* ---- MD5 ------------------------------------------------------------------------------------------------------------ */

#define LANES 16
#define BLOCK 64

typedef uint32_t lanes __attribute__((vector_size(4 * LANES)));

#define F(b, c, d) ((d) ^ ((b) & ((c) ^ (d))))
#define G(b, c, d) ((c) ^ ((d) & ((b) ^ (c))))
#define H(b, c, d) ((b) ^ (c) ^ (d))
#define I(b, c, d) ((c) ^ ((b) | ~(d)))
#define STEP(f, a, b, c, d, word, constant, shift) \
    a += f(b, c, d) + (word) + (constant); \
    a = ((a << (shift)) | (a >> (32 - (shift)))) + (b);

/* The 64 steps of RFC 1321 over a, b, c, d and the words m[0..15], whatever their type is. */
#define FOUR(f, m, w0, k0, w1, k1, w2, k2, w3, k3, s0, s1, s2, s3) \
    STEP(f, a, b, c, d, m[w0], k0, s0) \
    STEP(f, d, a, b, c, m[w1], k1, s1) \
    STEP(f, c, d, a, b, m[w2], k2, s2) \
    STEP(f, b, c, d, a, m[w3], k3, s3)
#define ROUNDS(m) \
    FOUR(F, m, 0, 0xd76aa478, 1, 0xe8c7b756, 2, 0x242070db, 3, 0xc1bdceee, 7, 12, 17, 22) \
    FOUR(F, m, 4, 0xf57c0faf, 5, 0x4787c62a, 6, 0xa8304613, 7, 0xfd469501, 7, 12, 17, 22) \
    FOUR(F, m, 8, 0x698098d8, 9, 0x8b44f7af, 10, 0xffff5bb1, 11, 0x895cd7be, 7, 12, 17, 22) \
    FOUR(F, m, 12, 0x6b901122, 13, 0xfd987193, 14, 0xa679438e, 15, 0x49b40821, 7, 12, 17, 22) \
    FOUR(G, m, 1, 0xf61e2562, 6, 0xc040b340, 11, 0x265e5a51, 0, 0xe9b6c7aa, 5, 9, 14, 20) \
    FOUR(G, m, 5, 0xd62f105d, 10, 0x02441453, 15, 0xd8a1e681, 4, 0xe7d3fbc8, 5, 9, 14, 20) \
    FOUR(G, m, 9, 0x21e1cde6, 14, 0xc33707d6, 3, 0xf4d50d87, 8, 0x455a14ed, 5, 9, 14, 20) \
    FOUR(G, m, 13, 0xa9e3e905, 2, 0xfcefa3f8, 7, 0x676f02d9, 12, 0x8d2a4c8a, 5, 9, 14, 20) \
    FOUR(H, m, 5, 0xfffa3942, 8, 0x8771f681, 11, 0x6d9d6122, 14, 0xfde5380c, 4, 11, 16, 23) \
    FOUR(H, m, 1, 0xa4beea44, 4, 0x4bdecfa9, 7, 0xf6bb4b60, 10, 0xbebfbc70, 4, 11, 16, 23) \
    FOUR(H, m, 13, 0x289b7ec6, 0, 0xeaa127fa, 3, 0xd4ef3085, 6, 0x04881d05, 4, 11, 16, 23) \
    FOUR(H, m, 9, 0xd9d4d039, 12, 0xe6db99e5, 15, 0x1fa27cf8, 2, 0xc4ac5665, 4, 11, 16, 23) \
    FOUR(I, m, 0, 0xf4292244, 7, 0x432aff97, 14, 0xab9423a7, 5, 0xfc93a039, 6, 10, 15, 21) \
    FOUR(I, m, 12, 0x655b59c3, 3, 0x8f0ccc92, 10, 0xffeff47d, 1, 0x85845dd1, 6, 10, 15, 21) \
    FOUR(I, m, 8, 0x6fa87e4f, 15, 0xfe2ce6e0, 6, 0xa3014314, 13, 0x4e0811a1, 6, 10, 15, 21) \
    FOUR(I, m, 4, 0xf7537e82, 11, 0xbd3af235, 2, 0x2ad7d2bb, 9, 0xeb86d391, 6, 10, 15, 21)

static void one(uint32_t *state, const uint8_t *bytes, jint blocks) {
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    for (jint i = 0; i < blocks; i++, bytes += BLOCK) {
        uint32_t m[16];
        memcpy(m, bytes, BLOCK);
        uint32_t a0 = a, b0 = b, c0 = c, d0 = d;
        ROUNDS(m)
        a += a0;
        b += b0;
        c += c0;
        d += d0;
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
}

/* The words of one block of every message, by lanes: a matrix of 16 by 16 words turned over. */
__attribute__((target("avx512f"))) static inline void turned_over(lanes *m, const uint8_t *const *bytes, size_t offset) {
    __m512i r[16], t[16];
    for (int i = 0; i < 16; i++) {
        r[i] = _mm512_loadu_si512(bytes[i] + offset);
    }
    for (int i = 0; i < 16; i += 2) {
        t[i] = _mm512_unpacklo_epi32(r[i], r[i + 1]);
        t[i + 1] = _mm512_unpackhi_epi32(r[i], r[i + 1]);
    }
    for (int i = 0; i < 16; i += 4) {
        r[i] = _mm512_unpacklo_epi64(t[i], t[i + 2]);
        r[i + 1] = _mm512_unpackhi_epi64(t[i], t[i + 2]);
        r[i + 2] = _mm512_unpacklo_epi64(t[i + 1], t[i + 3]);
        r[i + 3] = _mm512_unpackhi_epi64(t[i + 1], t[i + 3]);
    }
    for (int i = 0; i < 4; i++) {
        __m512i a = _mm512_shuffle_i32x4(r[i], r[i + 4], 0x88);
        __m512i b = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0x88);
        __m512i c = _mm512_shuffle_i32x4(r[i], r[i + 4], 0xdd);
        __m512i d = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0xdd);
        m[i] = (lanes) _mm512_shuffle_i32x4(a, b, 0x88);
        m[i + 8] = (lanes) _mm512_shuffle_i32x4(a, b, 0xdd);
        m[i + 4] = (lanes) _mm512_shuffle_i32x4(c, d, 0x88);
        m[i + 12] = (lanes) _mm512_shuffle_i32x4(c, d, 0xdd);
    }
}

__attribute__((target("avx2,sse4.1"))) static inline void gathered(lanes *m, const uint8_t *const *bytes, size_t offset) {
    uint32_t words[16][LANES];
    for (int lane = 0; lane < LANES; lane++) {
        for (int word = 0; word < 16; word++) {
            memcpy(&words[word][lane], bytes[lane] + offset + 4 * word, 4);
        }
    }
    memcpy(m, words, sizeof words);
}

#define ALL_LANES(load) \
    lanes a, b, c, d; \
    memcpy(&a, state, sizeof a); \
    memcpy(&b, state + LANES, sizeof b); \
    memcpy(&c, state + 2 * LANES, sizeof c); \
    memcpy(&d, state + 3 * LANES, sizeof d); \
    for (jint i = 0; i < blocks; i++) { \
        lanes m[16]; \
        load(m, bytes, (size_t) i * BLOCK); \
        lanes a0 = a, b0 = b, c0 = c, d0 = d; \
        ROUNDS(m) \
        a += a0; \
        b += b0; \
        c += c0; \
        d += d0; \
    } \
    memcpy(state, &a, sizeof a); \
    memcpy(state + LANES, &b, sizeof b); \
    memcpy(state + 2 * LANES, &c, sizeof c); \
    memcpy(state + 3 * LANES, &d, sizeof d);

__attribute__((target("avx512f"))) static void many_avx512(uint32_t *state, const uint8_t *const *bytes, jint blocks) {
    ALL_LANES(turned_over)
}

__attribute__((target("avx2,sse4.1"))) static void many_avx2(uint32_t *state, const uint8_t *const *bytes, jint blocks) {
    ALL_LANES(gathered)
}

static void many(uint32_t *state, const uint8_t *const *bytes, jint blocks) {
    if (__builtin_cpu_supports("avx512f")) {
        many_avx512(state, bytes, blocks);
    } else {
        many_avx2(state, bytes, blocks);
    }
}

JNIEXPORT void JNICALL Java_dev_anvil_checksum_NativeChecksums_md5(
        JNIEnv *env, jclass type, jintArray stateArray, jbyteArray array, jint offset, jint blocks) {
    jint state[4];
    (*env)->GetIntArrayRegion(env, stateArray, 0, 4, state);
    uint8_t *bytes = (*env)->GetPrimitiveArrayCritical(env, array, 0);
    if (bytes == 0) {
        return;
    }
    one((uint32_t *) state, bytes + offset, blocks);
    (*env)->ReleasePrimitiveArrayCritical(env, array, bytes, JNI_ABORT);
    (*env)->SetIntArrayRegion(env, stateArray, 0, 4, state);
}

/* State: word 0 of all lanes, then word 1 of all lanes, and so on. Lanes without a message do the first one's work in vain. */
JNIEXPORT void JNICALL Java_dev_anvil_checksum_NativeChecksums_md5Lanes(
        JNIEnv *env, jclass type, jintArray stateArray, jobjectArray arrays, jintArray offsetArray, jint count,
        jint blocks) {
    jint state[4 * LANES];
    jint offsets[LANES];
    jbyteArray array[LANES];
    uint8_t *base[LANES];
    const uint8_t *bytes[LANES];
    (*env)->GetIntArrayRegion(env, stateArray, 0, 4 * LANES, state);
    (*env)->GetIntArrayRegion(env, offsetArray, 0, count, offsets);
    for (int i = 0; i < count; i++) {
        array[i] = (*env)->GetObjectArrayElement(env, arrays, i);
    }
    int pinned = 0;
    for (; pinned < count; pinned++) {
        base[pinned] = (*env)->GetPrimitiveArrayCritical(env, array[pinned], 0);
        if (base[pinned] == 0) {
            break;
        }
        bytes[pinned] = base[pinned] + offsets[pinned];
    }
    if (pinned == count) {
        for (int i = count; i < LANES; i++) {
            bytes[i] = bytes[0];
        }
        many((uint32_t *) state, bytes, blocks);
    }
    for (int i = pinned - 1; i >= 0; i--) {
        (*env)->ReleasePrimitiveArrayCritical(env, array[i], base[i], JNI_ABORT);
    }
    if (pinned == count) {
        (*env)->SetIntArrayRegion(env, stateArray, 0, 4 * LANES, state);
    }
}
