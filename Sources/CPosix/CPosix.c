#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

int monigen_pidfd_open(pid_t pid) {
  return (int)syscall(SYS_pidfd_open, pid, 0);
}

int monigen_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

int monigen_spawn_change_folder(posix_spawn_file_actions_t *actions, const char *folder) {
  return posix_spawn_file_actions_addchdir_np(actions, folder);
}

int monigen_syncfs(int descriptor) {
  return syncfs(descriptor);
}

int monigen_pipe_close_on_exec(int ends[2]) {
  return pipe2(ends, O_CLOEXEC);
}

int monigen_exchange(int folder, const char *name, const char *other) {
  return (int)syscall(SYS_renameat2, folder, name, folder, other, 2 /* RENAME_EXCHANGE */);
}

static volatile sig_atomic_t interrupt_descriptor = -1;
static volatile sig_atomic_t interrupts_seen = 0;

static void forward_interrupt(int number) {
  if (interrupts_seen++ > 0) _exit(128 + number);
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  /* An empty pipe always takes one byte. Should it not, end rather than ignore the user. */
  if (write(interrupt_descriptor, &byte, 1) != 1) _exit(128 + number);
  errno = saved;
}

int monigen_forward_interrupts(int descriptor) {
  static const int numbers[] = {SIGHUP, SIGINT, SIGTERM};
  interrupt_descriptor = descriptor;
  struct sigaction action = {.sa_handler = forward_interrupt, .sa_flags = SA_RESTART};
  sigfillset(&action.sa_mask);
  for (unsigned i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    struct sigaction before;
    if (sigaction(numbers[i], NULL, &before) != 0) return -1;
    if (before.sa_handler == SIG_IGN) continue;
    if (sigaction(numbers[i], &action, NULL) != 0) return -1;
  }
  return 0;
}

pid_t monigen_fork(void) {
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    /* The parent may have died before that. */
    if (getppid() != parent) _exit(0);
  }
  return child;
}

void monigen_single_malloc_arena(void) {
  mallopt(M_ARENA_MAX, 1);
}

static char shortage_text[1024];
static volatile sig_atomic_t shortage_status = 0;

void monigen_end_on_shortage(const char *text, int status) {
  strncpy(shortage_text, text, sizeof shortage_text - 1);
  shortage_status = status;
}

static void end_for_shortage(int number) {
  (void)number;
  ssize_t count = write(STDERR_FILENO, shortage_text, strlen(shortage_text));
  (void)count;
  _exit(shortage_status);
}

void monigen_end_on_breakdown(void) {
  static const int numbers[] = {SIGABRT, SIGBUS, SIGILL, SIGSEGV, SIGTRAP};
  struct sigaction action = {.sa_handler = end_for_shortage, .sa_flags = SA_ONSTACK};
  sigfillset(&action.sa_mask);
  for (unsigned i = 0; i < sizeof numbers / sizeof numbers[0]; i++) sigaction(numbers[i], &action, NULL);
}

/* See monigen_end_on_shortage. */
unsigned int sleep(unsigned int seconds) {
  /* Several threads may wait: the seconds count, not the calls. A wait that is long over began no other. */
  static volatile time_t first = 0, last = 0;
  struct timespec now, pause = {.tv_sec = seconds};
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (first == 0 || now.tv_sec - last > 2) first = now.tv_sec;
  last = now.tv_sec;
  if (shortage_status != 0 && last - first >= 3) end_for_shortage(0);
  return nanosleep(&pause, &pause) == 0 ? 0 : (unsigned int)pause.tv_sec;
}
