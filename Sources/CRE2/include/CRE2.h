#ifndef MONIGEN_CRE2_H
#define MONIGEN_CRE2_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* RE2 by C functions: Swift's importer reads no C++ here. An expression may be used by several threads at once, as RE2
   promises for constant objects. */
typedef struct monigen_re2 monigen_re2;

/* Compiles an expression, never NULL but where memory is short; whether it is one tells monigen_re2_error. `memory` is
   the most bytes that its program and its automata may take. */
monigen_re2 *monigen_re2_compile(const char *text, size_t length, int64_t memory);

void monigen_re2_free(monigen_re2 *expression);

/* What is wrong with the expression; NULL where it is sound. It lives as long as the expression does. */
const char *monigen_re2_error(const monigen_re2 *expression);

/* Whether nothing is wrong but that its program takes more memory than it may. */
int monigen_re2_is_too_large(const monigen_re2 *expression);

/* How many groups it has, the whole match not counted. */
int monigen_re2_group_count(const monigen_re2 *expression);

/* The number of a group by its name; -1 where there is none. */
int monigen_re2_group_named(const monigen_re2 *expression, const char *name, size_t length);

/* Finds the leftmost match from `start` on, not changing what `^` means. Writes the begin and end of the whole match and
   of the first groups to `places`, pair by pair, -1 for a group that takes no part; `pairs` may be 0. 1 where it matches,
   else 0. */
int monigen_re2_find(const monigen_re2 *expression, const char *text, size_t length, size_t start, ptrdiff_t *places,
                     int pairs);

#ifdef __cplusplus
}
#endif

#endif
