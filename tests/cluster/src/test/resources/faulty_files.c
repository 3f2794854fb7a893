/*
 * Preloaded into a process, this makes some of its files go wrong. The file that ANVIL_TEST_FAULTS names says which: a line is
 * "KIND MILLIS PREFIX", and every file whose path begins with the prefix is concerned. KIND is read-error or write-error (EIO),
 * write-full (ENOSPC), read-delay or write-delay. The file is looked at before every call, so faults come and go while the
 * process runs.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static int faults_text(char *text, size_t size) {
    const char *name = getenv("ANVIL_TEST_FAULTS");
    if (name == NULL) return 0;
    int file = (int) syscall(SYS_openat, AT_FDCWD, name, O_RDONLY | O_CLOEXEC, 0);
    if (file < 0) return 0;
    ssize_t length = syscall(SYS_read, file, text, size - 1);
    syscall(SYS_close, file);
    if (length <= 0) return 0;
    text[length] = 0;
    return 1;
}

/* 0 when all is well, else the error that the call has to fail with. Sleeps where it has to. */
static int fault(int fd, const char *doing) {
    char text[4096];
    int before = errno;
    if (!faults_text(text, sizeof text)) {
        errno = before;
        return 0;
    }
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = before;
    if (length <= 0) return 0;
    path[length] = 0;
    int error = 0;
    char *rest = text;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        char kind[32], prefix[2048];
        long millis;
        if (sscanf(line, "%31s %ld %2047s", kind, &millis, prefix) != 3) continue;
        size_t verb = strlen(doing);
        if (strncmp(kind, doing, verb) != 0 || kind[verb] != '-') continue;
        if (strncmp(path, prefix, strlen(prefix)) != 0) continue;
        const char *what = kind + verb + 1;
        if (strcmp(what, "delay") == 0) {
            struct timespec pause = {millis / 1000, (millis % 1000) * 1000000L};
            nanosleep(&pause, NULL);
        } else {
            error = strcmp(what, "full") == 0 ? ENOSPC : EIO;
        }
    }
    errno = before;
    return error;
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (real == NULL) real = (__typeof__(&name)) dlsym(RTLD_NEXT, #name)

#define FAIL_AS(doing) \
    int error = fault(fd, doing); \
    if (error != 0) { \
        errno = error; \
        return -1; \
    }

ssize_t read(int fd, void *to, size_t count) {
    REAL(read);
    FAIL_AS("read");
    return real(fd, to, count);
}

ssize_t pread(int fd, void *to, size_t count, off_t at) {
    REAL(pread);
    FAIL_AS("read");
    return real(fd, to, count, at);
}

ssize_t pread64(int fd, void *to, size_t count, off64_t at) {
    REAL(pread64);
    FAIL_AS("read");
    return real(fd, to, count, at);
}

ssize_t write(int fd, const void *from, size_t count) {
    REAL(write);
    FAIL_AS("write");
    return real(fd, from, count);
}

ssize_t writev(int fd, const struct iovec *from, int count) {
    REAL(writev);
    FAIL_AS("write");
    return real(fd, from, count);
}

ssize_t pwrite(int fd, const void *from, size_t count, off_t at) {
    REAL(pwrite);
    FAIL_AS("write");
    return real(fd, from, count, at);
}

ssize_t pwrite64(int fd, const void *from, size_t count, off64_t at) {
    REAL(pwrite64);
    FAIL_AS("write");
    return real(fd, from, count, at);
}

int fsync(int fd) {
    REAL(fsync);
    FAIL_AS("write");
    return real(fd);
}

int fdatasync(int fd) {
    REAL(fdatasync);
    FAIL_AS("write");
    return real(fd);
}
