/* A recorder of everything that a program writes below one folder, for replaying power cuts.
 *
 * Loaded with LD_PRELOAD. RECORDER_ROOT: only files below this folder are recorded.
 * RECORDER_LOG: where the recording goes. RECORDER_LOSE_SYNC=1: fsync and fdatasync answer "done"
 * without doing or recording anything, like a disk that lies.
 *
 * Every completed call becomes one record, in the order of completion:
 *   u8 op, i32 handle, i64 a, i64 b, u32 n1, u32 n2, n1 bytes, n2 bytes   (little endian)
 * What the program prints on standard output is recorded too (op SAY), so that a promise ("kept")
 * has its place among the writes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, WRITE, SYNC, TRUNCATE, RENAME, UNLINK, MKDIR, CLOSE, SAY };
enum { MAX_FD = 4096, MAX_PATH = 4096 };

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static int32_t handle_of[MAX_FD];
static int32_t last_handle = 0;
static int log_fd = -1;
static int lose_sync = 0;
static char root[MAX_PATH];

static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_fallocate)(int, off_t, off_t);
static int (*real_rename)(const char *, const char *);
static int (*real_renameat)(int, const char *, int, const char *);
static int (*real_unlink)(const char *);
static int (*real_unlinkat)(int, const char *, int);
static int (*real_mkdir)(const char *, mode_t);

__attribute__((constructor)) static void start(void) {
  real_open = dlsym(RTLD_NEXT, "open64");
  real_openat = dlsym(RTLD_NEXT, "openat64");
  real_close = dlsym(RTLD_NEXT, "close");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_writev = dlsym(RTLD_NEXT, "writev");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fallocate = dlsym(RTLD_NEXT, "posix_fallocate64");
  real_rename = dlsym(RTLD_NEXT, "rename");
  real_renameat = dlsym(RTLD_NEXT, "renameat");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_unlinkat = dlsym(RTLD_NEXT, "unlinkat");
  real_mkdir = dlsym(RTLD_NEXT, "mkdir");
  const char *folder = getenv("RECORDER_ROOT");
  const char *log = getenv("RECORDER_LOG");
  if (!folder || !log || strlen(folder) + 2 > sizeof root) return;
  strcpy(root, folder);
  lose_sync = getenv("RECORDER_LOSE_SYNC") != NULL;
  log_fd = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void put(const void *data, size_t length) {
  const char *next = data;
  while (length > 0) {
    ssize_t done = real_write(log_fd, next, length);
    if (done <= 0) _exit(97); /* a recording with a hole proves nothing */
    next += done;
    length -= (size_t)done;
  }
}

static void record(uint8_t op, int32_t handle, int64_t a, int64_t b, const void *one, uint32_t n1,
                   const void *two, uint32_t n2) {
  char head[29];
  head[0] = (char)op;
  memcpy(head + 1, &handle, 4);
  memcpy(head + 5, &a, 8);
  memcpy(head + 13, &b, 8);
  memcpy(head + 21, &n1, 4);
  memcpy(head + 25, &n2, 4);
  put(head, sizeof head);
  if (n1) put(one, n1);
  if (n2) put(two, n2);
}

/* The full path of `path` seen from the folder `at`, "" when it lies outside the root. */
static int below_root(int at, const char *path, char *full) {
  if (log_fd < 0 || !path) return 0;
  if (path[0] == '/') {
    if (strlen(path) >= MAX_PATH) return 0;
    strcpy(full, path);
  } else {
    char link[64], base[MAX_PATH];
    ssize_t n;
    if (at == AT_FDCWD) strcpy(link, "/proc/self/cwd");
    else snprintf(link, sizeof link, "/proc/self/fd/%d", at);
    n = readlink(link, base, sizeof base - 1);
    if (n <= 0) return 0;
    base[n] = 0;
    if (snprintf(full, MAX_PATH, "%s/%s", base, path) >= MAX_PATH) return 0;
  }
  size_t length = strlen(root);
  return strncmp(full, root, length) == 0 && (full[length] == '/' || full[length] == 0);
}

static int32_t tracked(int fd) { return fd >= 0 && fd < MAX_FD ? handle_of[fd] : 0; }

static int opened(int at, const char *path, int flags, mode_t mode) {
  char full[MAX_PATH];
  if (!below_root(at, path, full)) return real_openat(at, path, flags, mode);
  pthread_mutex_lock(&order);
  int was_there = faccessat(at, path, F_OK, 0) == 0;
  int fd = real_openat(at, path, flags, mode);
  int error = errno;
  if (fd >= 0 && fd < MAX_FD) {
    handle_of[fd] = ++last_handle;
    int created = !was_there && (flags & O_CREAT);
    record(OPEN, last_handle, flags, created, full, (uint32_t)strlen(full), NULL, 0);
    if (was_there && (flags & O_TRUNC)) record(TRUNCATE, last_handle, 0, 0, NULL, 0, NULL, 0);
  }
  pthread_mutex_unlock(&order);
  errno = error;
  return fd;
}

#define MODE_OF(flags, mode)                                   \
  mode_t mode = 0;                                             \
  if ((flags) & (O_CREAT | O_TMPFILE)) {                       \
    va_list rest;                                              \
    va_start(rest, flags);                                     \
    mode = va_arg(rest, mode_t);                               \
    va_end(rest);                                              \
  }

int open(const char *path, int flags, ...) {
  MODE_OF(flags, mode);
  return opened(AT_FDCWD, path, flags, mode);
}
int open64(const char *path, int flags, ...) {
  MODE_OF(flags, mode);
  return opened(AT_FDCWD, path, flags, mode);
}
int openat(int at, const char *path, int flags, ...) {
  MODE_OF(flags, mode);
  return opened(at, path, flags, mode);
}
int openat64(int at, const char *path, int flags, ...) {
  MODE_OF(flags, mode);
  return opened(at, path, flags, mode);
}
int creat(const char *path, mode_t mode) {
  return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

int close(int fd) {
  int32_t handle = tracked(fd);
  if (!handle) return real_close(fd);
  pthread_mutex_lock(&order);
  handle_of[fd] = 0;
  record(CLOSE, handle, 0, 0, NULL, 0, NULL, 0);
  int done = real_close(fd);
  int error = errno;
  pthread_mutex_unlock(&order);
  errno = error;
  return done;
}

static ssize_t wrote(int fd, const void *data, size_t length, off_t offset, int positioned) {
  int32_t handle = tracked(fd);
  int saying = fd == 1 && log_fd >= 0;
  if (!handle && !saying)
    return positioned ? real_pwrite(fd, data, length, offset) : real_write(fd, data, length);
  pthread_mutex_lock(&order);
  if (!positioned && handle) {
    int appends = fcntl(fd, F_GETFL) & O_APPEND;
    offset = lseek(fd, 0, appends ? SEEK_END : SEEK_CUR);
  }
  /* what is said is recorded before anybody can hear it: later records are later than the saying */
  if (saying) record(SAY, 0, 0, 0, data, (uint32_t)length, NULL, 0);
  ssize_t done = positioned ? real_pwrite(fd, data, length, offset) : real_write(fd, data, length);
  int error = errno;
  if (handle && done > 0) record(WRITE, handle, offset, done, data, (uint32_t)done, NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return done;
}

ssize_t write(int fd, const void *data, size_t length) { return wrote(fd, data, length, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  return wrote(fd, data, length, offset, 1);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
  return wrote(fd, data, length, offset, 1);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (!tracked(fd)) return real_writev(fd, parts, count);
  ssize_t total = 0;
  for (int i = 0; i < count; i++) {
    ssize_t done = wrote(fd, parts[i].iov_base, parts[i].iov_len, 0, 0);
    if (done < 0) return total ? total : done;
    total += done;
    if ((size_t)done < parts[i].iov_len) break;
  }
  return total;
}

static int synced(int fd, int (*real)(int)) {
  int32_t handle = tracked(fd);
  if (!handle) return real(fd);
  if (lose_sync) return 0;
  pthread_mutex_lock(&order);
  int done = real(fd);
  int error = errno;
  if (done == 0) record(SYNC, handle, 0, 0, NULL, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return done;
}
int fsync(int fd) { return synced(fd, real_fsync); }
int fdatasync(int fd) { return synced(fd, real_fdatasync); }

int ftruncate(int fd, off_t length) {
  int32_t handle = tracked(fd);
  if (!handle) return real_ftruncate(fd, length);
  pthread_mutex_lock(&order);
  int done = real_ftruncate(fd, length);
  int error = errno;
  if (done == 0) record(TRUNCATE, handle, length, 0, NULL, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return done;
}
int ftruncate64(int fd, off_t length) { return ftruncate(fd, length); }

/* Copies inside the kernel would bypass the recording: their callers fall back to writing. */
ssize_t sendfile(int out, int in, off_t *offset, size_t count) {
  (void)out, (void)in, (void)offset, (void)count;
  errno = EINVAL;
  return -1;
}
ssize_t sendfile64(int out, int in, off_t *offset, size_t count) {
  return sendfile(out, in, offset, count);
}
ssize_t copy_file_range(int in, off_t *from, int out, off_t *to, size_t count, unsigned flags) {
  (void)in, (void)from, (void)out, (void)to, (void)count, (void)flags;
  errno = ENOSYS;
  return -1;
}
int posix_fallocate(int fd, off_t offset, off_t length) {
  return tracked(fd) ? EOPNOTSUPP : real_fallocate(fd, offset, length);
}
int posix_fallocate64(int fd, off_t offset, off_t length) {
  return posix_fallocate(fd, offset, length);
}

static int renamed(int from_at, const char *from, int to_at, const char *to) {
  char one[MAX_PATH], two[MAX_PATH];
  if (!below_root(from_at, from, one) || !below_root(to_at, to, two))
    return real_renameat(from_at, from, to_at, to);
  pthread_mutex_lock(&order);
  int done = real_renameat(from_at, from, to_at, to);
  int error = errno;
  if (done == 0) record(RENAME, 0, 0, 0, one, (uint32_t)strlen(one), two, (uint32_t)strlen(two));
  pthread_mutex_unlock(&order);
  errno = error;
  return done;
}
int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int a, const char *from, int b, const char *to) { return renamed(a, from, b, to); }

static int unlinked(int at, const char *path, int flags) {
  char full[MAX_PATH];
  if (!below_root(at, path, full)) return real_unlinkat(at, path, flags);
  pthread_mutex_lock(&order);
  int done = real_unlinkat(at, path, flags);
  int error = errno;
  if (done == 0) record(UNLINK, 0, flags, 0, full, (uint32_t)strlen(full), NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return done;
}
int unlink(const char *path) { return unlinked(AT_FDCWD, path, 0); }
int unlinkat(int at, const char *path, int flags) { return unlinked(at, path, flags); }
int rmdir(const char *path) { return unlinked(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
  int done = unlink(path);
  return done != 0 && errno == EISDIR ? rmdir(path) : done;
}

int mkdir(const char *path, mode_t mode) {
  char full[MAX_PATH];
  if (!below_root(AT_FDCWD, path, full)) return real_mkdir(path, mode);
  pthread_mutex_lock(&order);
  int done = real_mkdir(path, mode);
  int error = errno;
  if (done == 0) record(MKDIR, 0, mode, 0, full, (uint32_t)strlen(full), NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return done;
}
