/*
 * Tests of seal/secret.c: locked memory and the hash.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/seal.h"
#include "tests/tap.h"

static void
test_memory(void)
{
	unsigned char *secret = secret_new(100), zero[100] = { 0 };

	ok(memcmp(secret, zero, 100) == 0, "a new secret is zeroed");
	memset(secret, 7, 100);
	ok(!secret_same(secret, zero, 100), "secret_same tells two apart");
	secret_wipe(secret, 100);
	ok(secret_same(secret, zero, 100), "a wiped secret is zeroed");
	secret_free(secret);
	secret_free(NULL);
	note("the system lets us lock memory: %s", secret_locked() ? "yes" : "no");
}

/* Freed secrets are not merely wiped: their pages are gone. */
static void
test_gone(void)
{
	int status = 0;
	pid_t child = fork();

	if (!child) {
		unsigned char *secret = secret_new(32);
		volatile uintptr_t at =
			(uintptr_t)secret; /* a number: the compiler forgets it */

		signal(SIGSEGV, SIG_DFL); /* a sanitizer would print for it */
		secret_free(secret);
		_exit(*(volatile unsigned char *)at ? 0 : 1);
	}
	waitpid(child, &status, 0);
	ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV,
	   "reading a freed secret is a fault");
}

/* BLAKE2b-256, vectors worked out with Python's hashlib.blake2b(digest_size=32). */
static void
test_hash(void)
{
	static const struct {
		const char *data, *key, *want;
	} rows[] = {
		{ "", NULL,
		  "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8" },
		{ "abc", NULL,
		  "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319" },
		{ "abc", "0123456789abcdef0123456789abcdef",
		  "c32808a1717d5b73a5df21870c855ce7a149a92d6dab46e1983f26628b4e86ea" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		unsigned char hash[SEAL_HASH];
		char hex[2 * SEAL_HASH + 1];

		seal_hash(hash, rows[i].data, strlen(rows[i].data),
			  (const unsigned char *)rows[i].key,
			  rows[i].key ? strlen(rows[i].key) : 0);
		hex_encode(hex, sizeof(hex), hash, sizeof(hash));
		is_str(hex, rows[i].want, "hash %zu", i);
	}
}

int
main(void)
{
	seal_start();
	test_memory();
	test_gone();
	test_hash();
	return tap_done();
}
