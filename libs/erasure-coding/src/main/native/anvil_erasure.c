/* The bridge between NativeKernel and ISA-L. The Java side has checked every argument. */
#include <jni.h>
#include <isa-l.h>

#define MAX_UNITS 32
#define TABLE_BYTES 32

JNIEXPORT jint JNICALL Java_dev_anvil_erasure_NativeKernel_tableBytes(JNIEnv *env, jclass type) {
    return TABLE_BYTES;
}

JNIEXPORT void JNICALL Java_dev_anvil_erasure_NativeKernel_initTables(
        JNIEnv *env, jclass type, jint sources, jint targets, jbyteArray coefficients, jbyteArray tables) {
    jbyte *in = (*env)->GetByteArrayElements(env, coefficients, 0);
    if (in == 0) {
        return;
    }
    jbyte *out = (*env)->GetByteArrayElements(env, tables, 0);
    if (out != 0) {
        ec_init_tables(sources, targets, (unsigned char *) in, (unsigned char *) out);
        (*env)->ReleaseByteArrayElements(env, tables, out, 0);
    }
    (*env)->ReleaseByteArrayElements(env, coefficients, in, JNI_ABORT);
}

static void fail(JNIEnv *env, const char *message) {
    jclass type = (*env)->FindClass(env, "java/lang/IllegalStateException");
    if (type != 0) {
        (*env)->ThrowNew(env, type, message);
    }
}

JNIEXPORT void JNICALL Java_dev_anvil_erasure_NativeKernel_multiply(
        JNIEnv *env, jclass type, jint length, jint sources, jint targets, jbyteArray tables, jobjectArray arrays,
        jintArray offsets) {
    jbyteArray unit[MAX_UNITS];
    jbyte *base[MAX_UNITS];
    unsigned char *start[MAX_UNITS];
    jint offset[MAX_UNITS];
    int count = sources + targets;
    int held = 0;
    jboolean copied = JNI_FALSE;
    if (count > MAX_UNITS || (*env)->EnsureLocalCapacity(env, count + 2) != 0) {
        fail(env, "too many units in one stripe");
        return;
    }
    (*env)->GetIntArrayRegion(env, offsets, 0, count, offset);
    for (int i = 0; i < count; i++) {
        unit[i] = (jbyteArray) (*env)->GetObjectArrayElement(env, arrays, i);
    }

    /* No other JNI call from here until everything is released. */
    jbyte *table = (*env)->GetPrimitiveArrayCritical(env, tables, 0);
    for (; table != 0 && held < count; held++) {
        jboolean copy = JNI_FALSE;
        base[held] = (*env)->GetPrimitiveArrayCritical(env, unit[held], &copy);
        if (base[held] == 0) {
            break;
        }
        copied |= copy;
        start[held] = (unsigned char *) base[held] + offset[held];
    }
    /* Units may share an array. A JVM that hands out copies would lose writes then, so such a JVM is refused. */
    int ready = table != 0 && held == count && !copied;
    if (ready) {
        ec_encode_data(length, sources, targets, (unsigned char *) table, start, start + sources);
    }
    for (int i = held - 1; i >= 0; i--) {
        (*env)->ReleasePrimitiveArrayCritical(env, unit[i], base[i], i < sources ? JNI_ABORT : 0);
    }
    if (table != 0) {
        (*env)->ReleasePrimitiveArrayCritical(env, tables, table, JNI_ABORT);
    }
    if (!ready) {
        fail(env, "this JVM does not pin arrays; set the coder to VECTOR");
    }
}
