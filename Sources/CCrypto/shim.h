#ifndef MONIGEN_CCRYPTO_SHIM_H
#define MONIGEN_CCRYPTO_SHIM_H
#include <stddef.h>
/* openssl/sha.h alone would do, but it brings hundreds of deprecated declarations: this is the one function we call.
   unsigned char *SHA256(const unsigned char *data, size_t count, unsigned char *md_buf);
   https://docs.openssl.org/3.0/man3/SHA256_Init/ : one call over the whole message, md_buf takes 32 bytes. */
#include <openssl/sha.h>
#endif
