#ifndef MONIGEN_CTRACES_H
#define MONIGEN_CTRACES_H

#ifdef __cplusplus
extern "C" {
#endif

/* Takes what libjsonnet prints (std.trace goes to std::cerr) and writes it to standard error, line by line. For a
   process that evaluates one program, on one thread. */
void monigen_traces_take(void);

/* The program is evaluated once more: of what it prints from now on, the lines that it has printed before, in their
   order, are left out. Without `monigen_traces_take` it does nothing. */
void monigen_traces_again(void);

#ifdef __cplusplus
}
#endif

#endif
