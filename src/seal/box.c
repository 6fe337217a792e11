/*
 * Boxes: one answer, sealed to every recipient.  Who seals cannot open again.
 *
 *   version 1      1 byte
 *   n              1 byte: number of recipients, 1 to 8
 *   n keys         80 bytes each: the content key in a libsodium sealed box (X25519, an
 *                  ephemeral key for each, XSalsa20-Poly1305)
 *   nonce          24 bytes
 *   body           4 + padded bytes: the record's length (little endian), the record, zeros;
 *                  encrypted by XChaCha20-Poly1305 under the content key
 *   tag            16 bytes
 *
 * Associated data of the body: BLAKE2b-256 over the length of `about`, `about`, and all that
 * stands before the nonce.  So a box cannot pass for one of another survey, and no
 * recipient's slot can be taken out or exchanged unseen.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sodium.h>

#include "seal/internal.h"

enum {
	VERSION = 1,
	SLOT = SEAL_KEY + crypto_box_SEALBYTES,
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	PREFIX = 4,
	AROUND = 2 + NONCE + PREFIX + TAG, /* all but the slots and the padded record */
};

static size_t
head_size(size_t n)
{
	return 2 + n * SLOT;
}

size_t
box_size(size_t padded, size_t n)
{
	return padded + AROUND + n * SLOT;
}

size_t
box_room(size_t room, size_t n)
{
	size_t around = AROUND + n * SLOT;

	return room > around ? room - around : 0;
}

static void
bound_hash(unsigned char out[SEAL_HASH], const unsigned char *box, size_t head,
	   const char *about)
{
	crypto_generichash_state state;
	size_t len = strlen(about);
	unsigned char size[4] = { (unsigned char)len, (unsigned char)(len >> 8),
				  (unsigned char)(len >> 16),
				  (unsigned char)(len >> 24) };

	crypto_generichash_init(&state, NULL, 0, SEAL_HASH);
	crypto_generichash_update(&state, size, sizeof(size));
	crypto_generichash_update(&state, (const unsigned char *)about, len);
	crypto_generichash_update(&state, box, head);
	crypto_generichash_final(&state, out, SEAL_HASH);
}

/* Puts length, record and zeros into `at`, PREFIX + padded bytes. */
static void
pad(unsigned char *at, size_t padded, const void *data, size_t len)
{
	for (unsigned i = 0; i < PREFIX; i++)
		at[i] = (unsigned char)(len >> (8 * i));
	if (len)
		memcpy(at + PREFIX, data, len);
	memset(at + PREFIX + len, 0, padded - len);
}

/* The content key to each recipient; false if one is no key at all. */
static bool
seal_slots(unsigned char *box, const unsigned char key[SEAL_KEY],
	   const struct recipient *list, size_t n)
{
	box[0] = VERSION;
	box[1] = (unsigned char)n;
	for (size_t i = 0; i < n; i++)
		if (crypto_box_seal(box + head_size(i), key, SEAL_KEY, list[i].key) != 0)
			return false;
	return true;
}

bool
box_seal(unsigned char *box, size_t padded, const void *data, size_t len,
	 const char *about, const struct recipient *list, size_t n, struct err *err)
{
	unsigned char key[SEAL_KEY], ad[SEAL_HASH];
	unsigned char *nonce = box + head_size(n), *body = nonce + NONCE;
	bool good;

	if (n < 1 || n > SEAL_RECIPIENTS)
		die("a box for %zu recipients", n);
	if (len > padded || padded > UINT32_MAX)
		return err_set(err, ERR_INPUT, "a record of %zu bytes; its box holds %zu",
			       len, padded);
	randombytes_buf(key, sizeof(key));
	good = seal_slots(box, key, list, n);
	if (good) {
		bound_hash(ad, box, head_size(n), about);
		randombytes_buf(nonce, NONCE);
		/* In place: the clear text never stands in memory that is not overwritten. */
		pad(body, padded, data, len);
		crypto_aead_xchacha20poly1305_ietf_encrypt(body, NULL, body,
							   PREFIX + padded, ad,
							   sizeof(ad), NULL, nonce, key);
	}
	secret_wipe(key, sizeof(key));
	return good || err_set(err, ERR_INPUT, "a recipient's public key is none");
}

/* The content key, from whichever slot is the key's own. */
static bool
open_slot(const unsigned char *box, size_t n, const struct secret_key *secret,
	  unsigned char key[SEAL_KEY])
{
	for (size_t i = 0; i < n; i++)
		if (secret_key_unseal(secret, box + head_size(i), SLOT, key))
			return true;
	return false;
}

/* Decrypts into clear (box_len bytes) and finds the record in it. */
static bool
open_body(const unsigned char *box, size_t box_len, const char *about,
	  const unsigned char key[SEAL_KEY], unsigned char *clear, size_t *out_len)
{
	size_t head = head_size(box[1]);
	const unsigned char *nonce = box + head, *body = nonce + NONCE;
	unsigned char ad[SEAL_HASH];
	unsigned long long got;
	size_t len = 0;

	bound_hash(ad, box, head, about);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(clear, &got, NULL, body,
						       box_len - head - NONCE, ad,
						       sizeof(ad), nonce, key) != 0)
		return false;
	for (unsigned i = 0; i < PREFIX; i++)
		len |= (size_t)clear[i] << (8 * i);
	*out_len = len;
	return len <= got - PREFIX;
}

static void
name_box(const unsigned char content[SEAL_KEY], unsigned char naming[SEAL_KEY])
{
	static const char label[] = "canvass names 1";

	seal_hash(naming, label, sizeof(label) - 1, content, SEAL_KEY);
}

bool
box_open(const unsigned char *box, size_t box_len, const char *about,
	 const struct secret_key *key, struct buf *out, struct err *err)
{
	unsigned char naming[SEAL_KEY];
	bool good = box_open_naming(box, box_len, about, key, out, naming, err);

	secret_wipe(naming, sizeof(naming));
	return good;
}

unsigned
box_recipients(const unsigned char *box, size_t box_len)
{
	if (box_len < 2 || box[0] != VERSION || box[1] < 1 || box[1] > SEAL_RECIPIENTS ||
	    box_len < box_size(0, box[1]))
		return 0;
	return box[1];
}

bool
box_open_naming(const unsigned char *box, size_t box_len, const char *about,
		const struct secret_key *key, struct buf *out,
		unsigned char naming[SEAL_KEY], struct err *err)
{
	unsigned char content[SEAL_KEY], *clear;
	size_t len = 0;
	bool good;

	if (!box_recipients(box, box_len))
		return err_set(err, ERR_INPUT, "this is no sealed answer");
	if (!open_slot(box, box[1], key, content))
		return err_set(err, ERR_DENIED,
			       "this answer is sealed to other keys, or damaged");
	clear = mem_new(box_len, 1);
	good = open_body(box, box_len, about, content, clear, &len);
	if (good)
		buf_put(out, clear + PREFIX, len);
	if (good)
		name_box(content, naming);
	secret_wipe(content, sizeof(content));
	secret_wipe(clear, box_len);
	free(clear);
	if (!good)
		return err_set(err, ERR_INPUT,
			       "this answer is damaged, or of another survey");
	return buf_ok(out) ||
	       err_set(err, ERR_INPUT, "no room for an answer of %zu bytes", len);
}
