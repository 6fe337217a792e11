/*
 * SHA-256, for the hash sources of a Content-Security-Policy alone: browsers know no BLAKE2.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sodium.h>

#include "seal/internal.h"

void
seal_sha256(unsigned char out[SEAL_HASH], const void *data, size_t len)
{
	crypto_hash_sha256(out, data, len);
}
