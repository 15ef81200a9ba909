#ifndef MONIGEN_CPOSIX_H
#define MONIGEN_CPOSIX_H
#include <spawn.h>
#include <sys/types.h>

/* A descriptor that becomes readable when the process ends, close-on-exec; -1 and errno where the kernel or a
   container's filter has no pidfd_open (Linux before 5.3). glibc's own wrapper is newer than some systems we build on. */
int monigen_pidfd_open(pid_t pid);

/* Makes SIGHUP, SIGINT and SIGTERM write their number, as one byte, to `descriptor`; the second one ends the process at
   once with 128 + its number. A signal that was ignored when we started stays ignored. Done in C because a signal
   handler may call almost nothing, and Swift does not promise what its own code calls.
   Returns 0, or -1 with errno. */
int monigen_forward_interrupts(int descriptor);

/* fork(2), which Swift's module of glibc hides: the child has but the calling thread, so only a process whose other
   threads hold nothing may be divided. The child is killed when the thread that made it ends. */
pid_t monigen_fork(void);

/* Functions of glibc that Swift's module of it does not show, because they are extensions to POSIX: syncfs, pipe2,
   posix_spawn_file_actions_addclosefrom_np (every descriptor from `first` on is closed in the child) and
   posix_spawn_file_actions_addchdir_np. The first gives -1 and errno, the others 0 or an error number. */
int monigen_syncfs(int descriptor);
int monigen_pipe_close_on_exec(int ends[2]);
int monigen_spawn_close_from(posix_spawn_file_actions_t *actions, int first);
int monigen_spawn_change_folder(posix_spawn_file_actions_t *actions, const char *folder);

/* Exchanges what stands at two names in an open folder, at once (renameat2 with RENAME_EXCHANGE); 0, or -1 with errno:
   ENOSYS, EINVAL where the kernel or the file system cannot. */
int monigen_exchange(int folder, const char *name, const char *other);

/* Keeps malloc in one arena: each further one reserves 64 MiB of the address space that RLIMIT_AS counts. */
void monigen_single_malloc_arena(void);

/* What the process does where the system refuses it something in a place that cannot fail: it writes `text` to standard
   error and ends with `status`.

   The first is for libdispatch, on which Swift's tasks run. Where it gets neither a thread nor memory, it calls
   sleep(1) and asks again, for ever (_dispatch_temporary_resource_shortage). So this library has a sleep(3) of its own,
   which the dynamic linker prefers to glibc's; it ends the process after some seconds of that. Nothing else here calls
   sleep. The second is for the Swift runtime and Foundation, which break down: it takes the signals of that. Both copy
   `text`, and cut what is beyond 1 KiB. */
void monigen_end_on_shortage(const char *text, int status);
void monigen_end_on_breakdown(void);

#endif
