/*
 * Where secrets live, and the one hash that the rest of the program uses.
 *
 * Secrets never come from an arena or a plain buffer: secret_new gives memory that has
 * guard pages round it, stays out of swap and core files where the system allows, and is
 * wiped when it is freed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sodium.h>

#include "seal/internal.h"

void
seal_start(void)
{
	if (sodium_init() < 0)
		die("libsodium cannot start: is there no source of randomness?");
}

void
secret_free(void *secret)
{
	sodium_free(secret); /* checks its guards, wipes; NULL is fine */
}

void *
secret_new(size_t size)
{
	void *secret = sodium_malloc(size);

	if (!secret)
		die("no memory for a secret of %zu bytes", size);
	memset(secret, 0, size);
	return secret;
}

bool
secret_locked(void)
{
	void *probe = secret_new(SEAL_KEY);
	/* sodium_malloc does not tell whether its own attempt was refused. */
	bool locked = sodium_mlock(probe, SEAL_KEY) == 0;

	if (locked)
		sodium_munlock(probe, SEAL_KEY);
	secret_free(probe);
	return locked;
}

void
secret_wipe(void *at, size_t len)
{
	if (len)
		sodium_memzero(at, len);
}

bool
secret_same(const void *a, const void *b, size_t len)
{
	return sodium_memcmp(a, b, len) == 0;
}

void
seal_hash(unsigned char out[SEAL_HASH], const void *data, size_t len,
	  const unsigned char *key, size_t key_len)
{
	if (key_len > crypto_generichash_KEYBYTES_MAX ||
	    (key && key_len < crypto_generichash_KEYBYTES_MIN))
		die("a hash key of %zu bytes", key_len);
	crypto_generichash(out, SEAL_HASH, data, len, key, key ? key_len : 0);
}
