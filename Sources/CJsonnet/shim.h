#ifndef MONIGEN_CJSONNET_SHIM_H
#define MONIGEN_CJSONNET_SHIM_H

#include <libjsonnet.h>
#include <pthread.h>
#include <string.h>

// The import callback changed its C type after libjsonnet 0.18, and the header's version is a string that #if cannot
// test. Swift implements one function, `monigen_import_function`; two adaptors have libjsonnet's two types, and
// `_Generic` picks the one that JsonnetImportCallback of the installed header is.
//
//   0.18:    char *cb(void *ctx, const char *base, const char *rel, char **found_here, int *success)
//   0.19 on: int cb(void *ctx, const char *base, const char *rel, char **found_here, char **buf, size_t *buflen)
//
// In both, what the callback hands over was allocated with jsonnet_realloc and is freed by libjsonnet.

/** Returns 0 and sets found_here, buf and buflen, or returns 1 and sets buf and buflen to an error message. */
typedef int monigen_import_function(void *context, const char *base, const char *rel, char **found_here, char **buf,
                                    size_t *buflen);

struct monigen_import {
  struct JsonnetVm *vm;
  void *context;
  monigen_import_function *function;
};

static inline int monigen_import_sized(void *ctx, const char *base, const char *rel, char **found_here, char **buf,
                                       size_t *buflen) {
  const struct monigen_import *import = (const struct monigen_import *)ctx;
  return import->function(import->context, base, rel, found_here, buf, buflen);
}

// 0.18 reads up to the first NUL, so the text gets one at its end.
static inline char *monigen_import_terminated(void *ctx, const char *base, const char *rel, char **found_here,
                                              int *success) {
  const struct monigen_import *import = (const struct monigen_import *)ctx;
  char *text = 0;
  size_t length = 0;
  *success = import->function(import->context, base, rel, found_here, &text, &length) == 0;
  text = jsonnet_realloc(import->vm, text, length + 1);
  text[length] = 0;
  return text;
}

/** Installs the callback; `import` must live as long as the VM. */
static inline void monigen_install_import(struct monigen_import *import) {
  jsonnet_import_callback(import->vm,
                          _Generic((JsonnetImportCallback *)0,
                                   char *(*)(void *, const char *, const char *, char **, int *):
                                       monigen_import_terminated,
                                   int (*)(void *, const char *, const char *, char **, char **, size_t *):
                                       monigen_import_sized),
                          import);
}

// pthread_getattr_np is only declared with _GNU_SOURCE, which Swift's importer does not define.
extern int pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes);

/** How many bytes of stack the calling thread has; 0 where that cannot be told. */
static inline size_t monigen_stack_size(void) {
  pthread_attr_t attributes;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
  if (pthread_attr_getstacksize(&attributes, &size) != 0) size = 0;
  pthread_attr_destroy(&attributes);
  return size;
}

#endif
