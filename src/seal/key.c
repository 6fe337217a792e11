/*
 * Recipients' key files.
 *
 * A public half is one line:
 *
 *   canvass-pub-1 <base64url of: X25519 public key 32 | its BLAKE2b, first 4>
 *
 * A secret half is exactly these lines, each ended by one line feed:
 *
 *   canvass secret key 1
 *   wrapped by Argon2id, 64 MiB, 3 passes; XChaCha20-Poly1305
 *   public <the line of the public half without its first word>
 *   salt <base64url, 16 bytes>
 *   nonce <base64url, 24 bytes>
 *   sealed <base64url, the secret half 32 and a tag 16 bytes>
 *   check <base64url, 12 bytes of BLAKE2b over all lines above>
 *
 * The associated data of `sealed` is all text above that line.  The check tells a damaged
 * file from a wrong passphrase; it is no secret and proves nothing else.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sodium.h>

#include "seal/internal.h"

#define PUBLIC_MARK "canvass-pub-1 "
#define SECRET_MARK "canvass secret key "
#define SECRET_HEAD              \
	"canvass secret key 1\n" \
	"wrapped by Argon2id, 64 MiB, 3 passes; XChaCha20-Poly1305\n"

enum {
	PASSES = 3,
	MEMORY = 64 << 20,
	SALT = crypto_pwhash_argon2id_SALTBYTES,
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	SUM = 4,    /* of a public half */
	CHECK = 12, /* of a key file */
	FILE_MOST = 4096,
};

struct secret_key {
	unsigned char secret[crypto_box_SECRETKEYBYTES];
	unsigned char public[SEAL_PUBLIC];
};

/* What a key file holds beside its fixed words. */
struct wrapped {
	struct recipient public;
	unsigned char salt[SALT], nonce[NONCE], sealed[crypto_box_SECRETKEYBYTES + TAG];
	size_t bound; /* bytes of text before the line `sealed` */
};

void
secret_key_free(struct secret_key *k)
{
	secret_free(k);
}

void
secret_key_public(const struct secret_key *k, struct recipient *out)
{
	memcpy(out->key, k->public, SEAL_PUBLIC);
}

bool
secret_key_unseal(const struct secret_key *k, const unsigned char *sealed, size_t len,
		  unsigned char *clear)
{
	return crypto_box_seal_open(clear, sealed, len, k->public, k->secret) == 0;
}

bool
secret_key_shared(const struct secret_key *k, const struct recipient *from,
		  const struct recipient *to, const char *label,
		  unsigned char out[SEAL_KEY], struct err *err)
{
	bool mine = memcmp(from->key, k->public, SEAL_PUBLIC) == 0;
	const struct recipient *other = mine ? to : from;
	unsigned char point[crypto_scalarmult_BYTES];
	crypto_generichash_state state;

	if (!mine && memcmp(to->key, k->public, SEAL_PUBLIC) != 0)
		die("a shared key of two others");
	if (crypto_scalarmult(point, k->secret, other->key) != 0)
		return err_set(err, ERR_INPUT, "a recipient's public key is none");
	crypto_generichash_init(&state, NULL, 0, SEAL_KEY);
	crypto_generichash_update(&state, point, sizeof(point));
	crypto_generichash_update(&state, from->key, SEAL_PUBLIC);
	crypto_generichash_update(&state, to->key, SEAL_PUBLIC);
	crypto_generichash_update(&state, (const unsigned char *)label, strlen(label));
	crypto_generichash_final(&state, out, SEAL_KEY);
	secret_wipe(point, sizeof(point));
	secret_wipe(&state, sizeof(state));
	return true;
}

/* ---- the public half --------------------------------------------------------------- */

static void
public_sum(const unsigned char key[SEAL_PUBLIC], unsigned char out[SUM])
{
	unsigned char hash[SEAL_HASH];

	seal_hash(hash, key, SEAL_PUBLIC, NULL, 0);
	memcpy(out, hash, SUM);
}

void
recipient_text(const struct recipient *r, char *out, size_t size)
{
	unsigned char both[SEAL_PUBLIC + SUM];
	char digits[base64_size(sizeof(both))];

	memcpy(both, r->key, SEAL_PUBLIC);
	public_sum(r->key, both + SEAL_PUBLIC);
	base64_encode(digits, sizeof(digits), both, sizeof(both));
	snprintf(out, size, "%s%s", PUBLIC_MARK, digits);
}

/* The characters behind the mark; false unless the sum is right and it is a usable key. */
static bool
public_decode(const char *digits, size_t len, struct recipient *out)
{
	unsigned char both[SEAL_PUBLIC + SUM], sum[SUM], probe[crypto_box_SEALBYTES];
	size_t got = sizeof(both);

	if (!base64_decode(both, &got, digits, len) || got != sizeof(both))
		return false;
	public_sum(both, sum);
	if (memcmp(sum, both + SEAL_PUBLIC, SUM) != 0)
		return false;
	/* A point of small order seals nothing; libsodium refuses it here. */
	if (crypto_box_seal(probe, both, 0, both) != 0)
		return false;
	memcpy(out->key, both, SEAL_PUBLIC);
	return true;
}

static bool
has_mark(const char *text, size_t len, const char *mark)
{
	size_t n = strlen(mark);

	return len >= n && memcmp(text, mark, n) == 0;
}

bool
recipient_parse(const char *text, size_t len, struct recipient *out, struct err *err)
{
	const size_t mark = strlen(PUBLIC_MARK);

	if (has_mark(text, len, SECRET_MARK))
		return err_set(
			err, ERR_INPUT,
			"this is a secret key file; name its public half, FILE.pub, and keep "
			"the secret one away from this computer");
	if (!has_mark(text, len, PUBLIC_MARK))
		return err_set(err, ERR_INPUT, "this is no public key of canvass");
	if (len && text[len - 1] == '\n')
		len--;
	if (len && text[len - 1] == '\r')
		len--;
	if (!public_decode(text + mark, len - mark, out))
		return err_set(err, ERR_INPUT, "this public key is damaged or cut short");
	return true;
}

static int
compare_recipients(const void *a, const void *b)
{
	return memcmp(a, b, SEAL_PUBLIC);
}

void
recipients_fingerprint(const struct recipient *list, size_t n, char out[24])
{
	struct recipient sorted[SEAL_RECIPIENTS];
	unsigned char hash[SEAL_HASH];

	if (n > SEAL_RECIPIENTS)
		die("%zu recipients", n);
	if (n)
		memcpy(sorted, list, n * sizeof(*list));
	qsort(sorted, n, sizeof(*sorted), compare_recipients);
	seal_hash(hash, sorted, n * sizeof(*sorted), NULL, 0);
	snprintf(out, 24, "%02x%02x %02x%02x %02x%02x %02x%02x", hash[0], hash[1],
		 hash[2], hash[3], hash[4], hash[5], hash[6], hash[7]);
}

/* ---- the secret half --------------------------------------------------------------- */

/* A key from a passphrase, in locked memory; NULL if there is no room for Argon2id. */
static unsigned char *
stretch(const char *passphrase, size_t len, const unsigned char salt[SALT])
{
	unsigned char *key = secret_new(SEAL_KEY);

	if (crypto_pwhash_argon2id(key, SEAL_KEY, passphrase, len, salt, PASSES, MEMORY,
				   crypto_pwhash_argon2id_ALG_ARGON2ID13) == 0)
		return key;
	secret_free(key);
	return NULL;
}

static bool
no_memory(struct err *err)
{
	return err_set(err, ERR_UNAVAILABLE,
		       "a key needs 64 MiB of memory for a moment; there is less");
}

static void
put_line(struct buf *out, const char *name, const void *data, size_t len)
{
	char digits[128];

	base64_encode(digits, sizeof(digits), data, len);
	buf_printf(out, "%s %s\n", name, digits);
}

static void
file_check(const char *text, size_t len, unsigned char out[CHECK])
{
	unsigned char hash[SEAL_HASH];

	seal_hash(hash, text, len, NULL, 0);
	memcpy(out, hash, CHECK);
}

/* Writes the key file of k; false if the passphrase cannot be stretched. */
static bool
write_secret(const struct secret_key *k, const char *public_line, const char *passphrase,
	     size_t len, struct buf *out)
{
	unsigned char salt[SALT], nonce[NONCE], sealed[sizeof(k->secret) + TAG],
		check[CHECK];
	unsigned char *key;

	rand_bytes(salt, sizeof(salt));
	rand_bytes(nonce, sizeof(nonce));
	key = stretch(passphrase, len, salt);
	if (!key)
		return false;
	buf_puts(out, SECRET_HEAD);
	buf_printf(out, "public %s\n", public_line + strlen(PUBLIC_MARK));
	put_line(out, "salt", salt, sizeof(salt));
	put_line(out, "nonce", nonce, sizeof(nonce));
	crypto_aead_xchacha20poly1305_ietf_encrypt(
		sealed, NULL, k->secret, sizeof(k->secret),
		(const unsigned char *)out->data, out->len, NULL, nonce, key);
	secret_free(key);
	put_line(out, "sealed", sealed, sizeof(sealed));
	file_check(out->data, out->len, check);
	put_line(out, "check", check, sizeof(check));
	return true;
}

bool
key_make(const char *passphrase, size_t len, struct buf *out_secret,
	 struct buf *out_public, struct err *err)
{
	SCOPED(buf) text = { .most = FILE_MOST };
	struct recipient public;
	struct secret_key *k;
	char line[64];
	bool good;

	if (!len)
		return err_set(err, ERR_INPUT, "the passphrase is empty");
	k = secret_new(sizeof(*k));
	crypto_box_keypair(k->public, k->secret);
	secret_key_public(k, &public);
	recipient_text(&public, line, sizeof(line));
	good = write_secret(k, line, passphrase, len, &text);
	secret_free(k);
	if (!good)
		return no_memory(err);
	buf_put(out_secret, text.data, text.len);
	buf_printf(out_public, "%s\n", line);
	return true;
}

/* Takes "name digits\n" off the text: len bytes into `to`. */
static bool
take_line(const char **p, const char *end, const char *name, void *to, size_t len)
{
	const char *at = *p, *line_end = memchr(at, '\n', (size_t)(end - at));
	size_t n = strlen(name), got = len;

	if (!line_end || (size_t)(line_end - at) < n + 1 || memcmp(at, name, n) != 0 ||
	    at[n] != ' ')
		return false;
	at += n + 1;
	if (!base64_decode(to, &got, at, (size_t)(line_end - at)) || got != len)
		return false;
	*p = line_end + 1;
	return true;
}

/* Whether all stands as write_secret puts it, check included. */
static bool
parse_secret(const char *text, size_t len, struct wrapped *w)
{
	const char *p = text + strlen(SECRET_HEAD), *end = text + len, *above;
	unsigned char public[SEAL_PUBLIC + SUM], said[CHECK], check[CHECK];

	if (!has_mark(text, len, SECRET_HEAD) ||
	    !take_line(&p, end, "public", public, sizeof(public)) ||
	    !take_line(&p, end, "salt", w->salt, sizeof(w->salt)) ||
	    !take_line(&p, end, "nonce", w->nonce, sizeof(w->nonce)))
		return false;
	memcpy(w->public.key, public, SEAL_PUBLIC);
	w->bound = (size_t)(p - text);
	if (!take_line(&p, end, "sealed", w->sealed, sizeof(w->sealed)))
		return false;
	above = p;
	if (!take_line(&p, end, "check", said, sizeof(said)) || p != end)
		return false;
	file_check(text, (size_t)(above - text), check);
	return memcmp(said, check, CHECK) == 0;
}

/* Says what is wrong with a text that parse_secret refuses. */
static bool
explain(const char *text, size_t len, struct err *err)
{
	const char *check = NULL;

	if (has_mark(text, len, PUBLIC_MARK))
		return err_set(
			err, ERR_INPUT,
			"this is a public key (FILE.pub); the secret key file is wanted here");
	if (!has_mark(text, len, SECRET_MARK))
		return err_set(err, ERR_INPUT, "this is no key file of canvass");
	if (len > strlen(SECRET_MARK) + 1 &&
	    memcmp(text + strlen(SECRET_MARK), "1\n", 2) != 0)
		return err_set(
			err, ERR_INPUT,
			"this key file is damaged, or was made by a newer canvass");
	if (len)
		check = memmem(text, len, "\ncheck ", 7);
	if (!check || !memchr(check + 1, '\n', len - (size_t)(check + 1 - text)))
		return err_set(err, ERR_INPUT,
			       "this key file is cut short, or damaged at its end");
	return err_set(err, ERR_INPUT,
		       "this key file is damaged; use another copy of it");
}

struct secret_key *
key_open(const char *text, size_t text_len, const char *passphrase, size_t len,
	 struct err *err)
{
	struct wrapped w;
	struct secret_key *k;
	unsigned char *key;
	bool good;

	if (text_len > FILE_MOST || !parse_secret(text, text_len, &w)) {
		explain(text, text_len, err);
		return NULL;
	}
	key = stretch(passphrase, len, w.salt);
	if (!key) {
		no_memory(err);
		return NULL;
	}
	k = secret_new(sizeof(*k));
	good = crypto_aead_xchacha20poly1305_ietf_decrypt(
		       k->secret, NULL, NULL, w.sealed, sizeof(w.sealed),
		       (const unsigned char *)text, w.bound, w.nonce, key) == 0;
	secret_free(key);
	if (!good)
		err_set(err, ERR_DENIED, "wrong passphrase");
	else if (crypto_scalarmult_base(k->public, k->secret) != 0 ||
		 !secret_same(k->public, w.public.key, SEAL_PUBLIC))
		good = err_set(err, ERR_INPUT,
			       "the two halves in this key file do not belong together");
	if (good)
		return k;
	secret_free(k);
	return NULL;
}
