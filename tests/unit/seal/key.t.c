/*
 * Tests of seal/key.c: key files, whole, damaged and foreign.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/seal.h"
#include "tests/tap.h"

static struct buf secret, public;

static void
says(const char *text, size_t len, const char *pass, enum err_code code,
     const char *words, const char *name)
{
	struct err err = { 0 };
	struct secret_key *k = key_open(text, len, pass, strlen(pass), &err);

	ok(!k && err.code == code, "%s is refused", name);
	is_str(err.text, words, "%s: the words", name);
	secret_key_free(k);
}

static void
test_open(void)
{
	struct err err = { 0 };
	struct secret_key *k =
		key_open(secret.data, secret.len, "a good phrase", 13, &err);
	struct recipient from_secret, from_public;

	if (!ok(k != NULL, "opens with its passphrase"))
		return;
	secret_key_public(k, &from_secret);
	ok(recipient_parse(public.data, public.len, &from_public, &err),
	   "the public half is read");
	ok(memcmp(&from_secret, &from_public, sizeof(from_secret)) == 0,
	   "the halves belong together");
	secret_key_free(k);
	secret_key_free(NULL);
	ok(!memmem(secret.data, secret.len, "a good phrase", 13),
	   "the passphrase is not in the file");
}

static void
test_words(void)
{
	SCOPED(buf) newer = { 0 };
	SCOPED(buf) swapped = { 0 };

	buf_puts(&newer, "canvass secret key 2\nand more\n");
	says(secret.data, secret.len, "a bad phrase", ERR_DENIED, "wrong passphrase",
	     "wrong passphrase");
	says(secret.data, secret.len, "", ERR_DENIED, "wrong passphrase",
	     "no passphrase");
	says(secret.data, secret.len / 2, "x", ERR_INPUT,
	     "this key file is cut short, or damaged at its end", "half a file");
	says(secret.data, secret.len - 1, "x", ERR_INPUT,
	     "this key file is cut short, or damaged at its end",
	     "all but the last byte");
	says(public.data, public.len, "x", ERR_INPUT,
	     "this is a public key (FILE.pub); the secret key file is wanted here",
	     "a public key");
	says("-----BEGIN PGP", 14, "x", ERR_INPUT, "this is no key file of canvass",
	     "a foreign file");
	says("", 0, "x", ERR_INPUT, "this is no key file of canvass", "an empty file");
	says(newer.data, newer.len, "x", ERR_INPUT,
	     "this key file is damaged, or was made by a newer canvass",
	     "a newer version");
	buf_put(&swapped, secret.data, secret.len);
	swapped.data[120] ^= 1;
	says(swapped.data, swapped.len, "a good phrase", ERR_INPUT,
	     "this key file is damaged; use another copy of it", "a changed character");
}

static void
test_every_byte(void)
{
	unsigned opened = 0, blamed = 0;

	for (size_t i = 0; i < secret.len; i++)
		for (unsigned bit = 0; bit < 8; bit++) {
			struct err err = { 0 };
			struct secret_key *k;

			secret.data[i] = (char)(secret.data[i] ^ (1 << bit));
			k = key_open(secret.data, secret.len, "a good phrase", 13, &err);
			opened += k != NULL;
			/* damage must never be told as a wrong passphrase */
			blamed += err.code != ERR_INPUT;
			secret_key_free(k);
			secret.data[i] = (char)(secret.data[i] ^ (1 << bit));
		}
	is_int(opened, 0, "no key file with a flipped bit opens");
	is_int(blamed, 0, "and none is blamed on the passphrase");
	for (size_t len = 0; len < secret.len; len++) {
		struct secret_key *k =
			key_open(secret.data, len, "a good phrase", 13, NULL);

		opened += k != NULL;
		secret_key_free(k);
	}
	is_int(opened, 0, "no key file cut short opens");
}

static void
test_public(void)
{
	struct recipient r, want;
	struct err err = { 0 };
	char line[64], weak[64];
	unsigned taken = 0;

	ok(recipient_parse(public.data, public.len, &want, &err), "read");
	recipient_text(&want, line, sizeof(line));
	ok(strncmp(line, public.data, public.len - 1) == 0 &&
		   strlen(line) == public.len - 1,
	   "written as it was read");
	for (size_t i = 0; i < public.len; i++) {
		public.data[i] ^= 1;
		taken += recipient_parse(public.data, public.len, &r, NULL);
		public.data[i] ^= 1;
		if (i + 1 < public.len)
			taken += recipient_parse(public.data, i, &r, NULL);
	}
	is_int(taken, 0, "no public key damaged or cut short is taken");
	ok(recipient_parse(line, strlen(line), &r, &err), "the line end may be missing");
	ok(!recipient_parse(secret.data, secret.len, &r, &err),
	   "a secret file is refused");
	is_str(err.text,
	       "this is a secret key file; name its public half, FILE.pub, and keep the secret one "
	       "away from this computer",
	       "in plain words");
	ok(!recipient_parse("ssh-rsa AAAA", 12, &r, &err), "a foreign file is refused");
	is_str(err.text, "this is no public key of canvass", "as such");
	recipient_text(&(struct recipient){ .key = { 0 } }, weak, sizeof(weak));
	ok(!recipient_parse(weak, strlen(weak), &r, &err),
	   "a key that seals nothing is refused");
}

static void
test_fingerprint(void)
{
	struct recipient list[3] = { { .key = { 9 } },
				     { .key = { 5 } },
				     { .key = { 7 } } };
	char one[24], two[24];
	struct recipient first = list[0];

	recipients_fingerprint(list, 3, one);
	list[0] = list[2];
	list[2] = first;
	recipients_fingerprint(list, 3, two);
	is_str(two, one, "the fingerprint does not depend on the order");
	is_int((long long)strlen(one), 19, "four groups of four");
	list[1].key[31] ^= 1;
	recipients_fingerprint(list, 3, two);
	ok(strcmp(one, two) != 0, "another key gives another");
	recipients_fingerprint(list, 2, one);
	ok(strcmp(one, two) != 0, "one key less gives another");
}

static struct secret_key *
another(struct recipient *out)
{
	SCOPED(buf) text = { 0 };
	SCOPED(buf) line = { 0 };
	struct err err = { 0 };
	struct secret_key *k;

	if (!key_make("p", 1, &text, &line, &err) ||
	    !(k = key_open(text.data, text.len, "p", 1, &err)))
		die("%s", err.text);
	secret_key_public(k, out);
	return k;
}

/* Two have it in common, each direction and purpose its own, and a third has another. */
static void
test_shared(void)
{
	struct recipient a, b, c;
	struct secret_key *ka = another(&a), *kb = another(&b), *kc = another(&c);
	unsigned char one[SEAL_KEY], other[SEAL_KEY];
	struct err err = { 0 };
	struct recipient nobody = { .key = { 0 } };

	ok(secret_key_shared(ka, &a, &b, "x", one, &err) &&
		   secret_key_shared(kb, &a, &b, "x", other, &err),
	   "both ends compute it");
	ok(!memcmp(one, other, SEAL_KEY), "and it is the same");
	ok(secret_key_shared(ka, &b, &a, "x", other, &err) &&
		   memcmp(one, other, SEAL_KEY) != 0,
	   "the other way it is another");
	ok(secret_key_shared(ka, &a, &b, "y", other, &err) &&
		   memcmp(one, other, SEAL_KEY) != 0,
	   "for something else it is another");
	ok(secret_key_shared(kc, &c, &b, "x", other, &err) &&
		   memcmp(one, other, SEAL_KEY) != 0,
	   "a third has another");
	ok(secret_key_shared(ka, &a, &a, "x", other, &err), "with oneself");
	memset(other, 7, SEAL_KEY);
	ok(!secret_key_shared(ka, &a, &nobody, "x", other, &err) &&
		   err.code == ERR_INPUT && other[0] == 7,
	   "with a key that is none there is no such thing");
	secret_key_free(ka);
	secret_key_free(kb);
	secret_key_free(kc);
}

int
main(void)
{
	struct err err = { 0 };

	seal_start();
	ok(!key_make("", 0, &secret, &public, &err) && err.code == ERR_INPUT &&
		   !secret.len,
	   "an empty passphrase is refused");
	if (!ok(key_make("a good phrase", 13, &secret, &public, &err), "a pair is made"))
		return tap_done();
	test_open();
	test_shared();
	test_words();
	test_every_byte();
	test_public();
	test_fingerprint();
	buf_free(&secret);
	buf_free(&public);
	return tap_done();
}
