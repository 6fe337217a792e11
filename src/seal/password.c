/*
 * Passphrases of people at the desk: kept as Argon2id says (64 MiB, 3 passes), in libsodium's own
 * text, which bears its salt.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sodium.h>

#include "seal/internal.h"

enum { PASSES = 3, MEMORY = 64 << 20 };

/*
 * What nobody's passphrase gives, of the same cost.  It stands in where there is no such person,
 * so that a clock tells nothing of who there is.
 */
static const char nobody[] = "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
			     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

bool
password_make(const char *passphrase, size_t len, struct buf *out, struct err *err)
{
	char text[crypto_pwhash_STRBYTES];

	if (crypto_pwhash_str_alg(text, passphrase, len, PASSES, MEMORY,
				  crypto_pwhash_ALG_ARGON2ID13) != 0)
		return err_set(
			err, ERR_UNAVAILABLE,
			"there is not enough memory to keep a passphrase (64 MiB)");
	buf_puts(out, text);
	return true;
}

bool
password_right(const char *kept, const char *passphrase, size_t len)
{
	bool someone = kept && *kept;
	bool right =
		crypto_pwhash_str_verify(someone ? kept : nobody, passphrase, len) == 0;

	return right && someone;
}
