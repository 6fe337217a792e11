/*
 * The power goes at any moment: whatever part of what was not yet synced has reached the disk,
 * everything acknowledged is there after the next start, once, every slot is in order, and each
 * answer that is there has struck out its slip, and no other has.
 *
 * A shim between SQLite and the system records writes, truncations and syncs.  From each moment
 * of the record, disks are built on which all, none, some or torn parts of the unsynced writes
 * arrived; each is opened.  A second life comes too: killed with the power on, started again,
 * an answer sent again and acknowledged, and then the power goes.
 *
 * The control is a writer that does not sync its log; it must lose answers.
 *
 * Some hundred disks; all moments and more chances if CANVASS_LONG is set.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"
#include "tests/unit/store/fixture.h"

#define FILE_DB "answers/" SURVEY ".db"

enum { SEED = 31, ANSWERS = 60, SECTOR = 512 };

/* ---- the record ------------------------------------------------------------------- */

enum file { DB, LOG, FILE__COUNT };
enum act { WRITE, CUT, SYNC, ACK };

struct event {
	enum act act;
	enum file file;
	size_t at, len; /* ACK: len answers, from the first, are acknowledged */
	unsigned char *data;
};

static struct record {
	struct event *events;
	size_t count, room;
	bool on;
} record;

static void
note_event(enum act act, enum file file, size_t at, const void *data, size_t len)
{
	struct event *e;

	if (!record.on)
		return;
	if (record.count == record.room) {
		record.room = record.room * 2 + 64;
		record.events =
			mem_grow(record.events, record.room, sizeof(*record.events));
	}
	e = &record.events[record.count++];
	*e = (struct event){ .act = act, .file = file, .at = at, .len = len };
	if (data)
		e->data = memcpy(mem_new(len + 1, 1), data, len);
}

static void
record_clear(void)
{
	for (size_t i = 0; i < record.count; i++)
		free(record.events[i].data);
	record.count = 0;
}

/* ---- the shim --------------------------------------------------------------------- */

struct shim {
	sqlite3_file base;
	int file; /* enum file, or -1: not recorded */
	sqlite3_file *real;
};

#define REAL(f)		(((struct shim *)(f))->real)
#define PASS(name, ...) REAL(f)->pMethods->name(REAL(f), ##__VA_ARGS__)

static int
shim_close(sqlite3_file *f)
{
	int rc = PASS(xClose);

	free(REAL(f));
	return rc;
}

static int
shim_write(sqlite3_file *f, const void *data, int len, sqlite3_int64 at)
{
	int file = ((struct shim *)f)->file;

	if (file >= 0)
		note_event(WRITE, (enum file)file, (size_t)at, data, (size_t)len);
	return PASS(xWrite, data, len, at);
}

static int
shim_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	int file = ((struct shim *)f)->file;

	if (file >= 0)
		note_event(CUT, (enum file)file, (size_t)size, NULL, 0);
	return PASS(xTruncate, size);
}

static int
shim_sync(sqlite3_file *f, int flags)
{
	int file = ((struct shim *)f)->file, rc = PASS(xSync, flags);

	if (file >= 0 && rc == SQLITE_OK)
		note_event(SYNC, (enum file)file, 0, NULL, 0);
	return rc;
}

static int
shim_read(sqlite3_file *f, void *to, int len, sqlite3_int64 at)
{
	return PASS(xRead, to, len, at);
}

static int
shim_size(sqlite3_file *f, sqlite3_int64 *out)
{
	return PASS(xFileSize, out);
}

static int
shim_lock(sqlite3_file *f, int level)
{
	return PASS(xLock, level);
}

static int
shim_unlock(sqlite3_file *f, int level)
{
	return PASS(xUnlock, level);
}

static int
shim_reserved(sqlite3_file *f, int *out)
{
	return PASS(xCheckReservedLock, out);
}

static int
shim_control(sqlite3_file *f, int what, void *arg)
{
	return PASS(xFileControl, what, arg);
}

static int
shim_sector(sqlite3_file *f)
{
	return PASS(xSectorSize);
}

static int
shim_device(sqlite3_file *f)
{
	return PASS(xDeviceCharacteristics);
}

static int
shim_map(sqlite3_file *f, int block, int size, int extend, void volatile **out)
{
	return PASS(xShmMap, block, size, extend, out);
}

static int
shim_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
	return PASS(xShmLock, at, n, flags);
}

static void
shim_barrier(sqlite3_file *f)
{
	PASS(xShmBarrier);
}

static int
shim_unmap(sqlite3_file *f, int remove)
{
	return PASS(xShmUnmap, remove);
}

static const sqlite3_io_methods shim_methods = {
	.iVersion = 2,
	.xClose = shim_close,
	.xRead = shim_read,
	.xWrite = shim_write,
	.xTruncate = shim_truncate,
	.xSync = shim_sync,
	.xFileSize = shim_size,
	.xLock = shim_lock,
	.xUnlock = shim_unlock,
	.xCheckReservedLock = shim_reserved,
	.xFileControl = shim_control,
	.xSectorSize = shim_sector,
	.xDeviceCharacteristics = shim_device,
	.xShmMap = shim_map,
	.xShmLock = shim_shm_lock,
	.xShmBarrier = shim_barrier,
	.xShmUnmap = shim_unmap,
};

static sqlite3_vfs shim_vfs, *real_vfs;

static int
shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out_flags)
{
	struct shim *shim = (struct shim *)f;
	int rc;

	(void)vfs;
	*shim = (struct shim){ .file = flags & SQLITE_OPEN_MAIN_DB ? DB
				       : flags & SQLITE_OPEN_WAL   ? LOG
								   : -1 };
	shim->real = mem_new(1, (size_t)real_vfs->szOsFile);
	rc = real_vfs->xOpen(real_vfs, name, shim->real, flags, out_flags);
	if (shim->real->pMethods)
		shim->base.pMethods = &shim_methods;
	else
		free(shim->real);
	return rc;
}

static void
shim_register(void)
{
	real_vfs = sqlite3_vfs_find(NULL);
	shim_vfs = *real_vfs;
	shim_vfs.zName = "record";
	shim_vfs.szOsFile = sizeof(struct shim);
	shim_vfs.xOpen = shim_open;
	if (sqlite3_vfs_register(&shim_vfs, 1) != SQLITE_OK)
		die("no shim");
}

/* ---- disks ------------------------------------------------------------------------ */

struct disk { /* the bytes that surely are there */
	unsigned char *data[FILE__COUNT];
	size_t len[FILE__COUNT];
};

static void
disk_act(struct disk *d, const struct event *e, size_t from, size_t to)
{
	size_t end = e->act == CUT ? e->at : e->at + to;

	if (end > d->len[e->file]) {
		d->data[e->file] = mem_grow(d->data[e->file], end + 1, 1);
		memset(d->data[e->file] + d->len[e->file], 0, end - d->len[e->file]);
		d->len[e->file] = end;
	}
	if (e->act == WRITE)
		memcpy(d->data[e->file] + e->at + from, e->data + from, to - from);
	else
		d->len[e->file] = e->at;
}

static struct disk
disk_copy(const struct disk *d)
{
	struct disk c = *d;

	for (int i = 0; i < FILE__COUNT; i++)
		c.data[i] = memcpy(mem_new(d->len[i] + 1, 1),
				   d->data[i] ? d->data[i] : (const unsigned char *)"",
				   d->len[i]);
	return c;
}

static void
disk_free(struct disk *d)
{
	for (int i = 0; i < FILE__COUNT; i++)
		free(d->data[i]);
}

static struct disk
disk_read(const struct place_to_try *p)
{
	struct disk d;

	d.data[DB] = bytes_read(place_path(p, FILE_DB), &d.len[DB]);
	d.data[LOG] = bytes_read(place_path(p, FILE_DB "-wal"), &d.len[LOG]);
	return d;
}

static void
disk_write(const struct place_to_try *p, const struct disk *d)
{
	static const char *const names[] = { FILE_DB, FILE_DB "-wal" };

	unlink(place_path(p, FILE_DB "-shm"));
	for (int i = 0; i < FILE__COUNT; i++) {
		FILE *out = fopen(place_path(p, names[i]), "wb");

		if (!out || fwrite(d->data[i], 1, d->len[i], out) != d->len[i] ||
		    fclose(out))
			die("%s: not written", names[i]);
	}
}

enum chance { NOTHING, EVERYTHING, SOME, TORN, CHANCE__COUNT };

/* What of one unsynced write arrived. */
static void
disk_chance(struct disk *d, const struct event *e, enum chance chance, struct dice *dice)
{
	if (chance == EVERYTHING || (chance == SOME && dice_below(dice, 2)) ||
	    (e->act == CUT && chance == TORN && dice_below(dice, 2))) {
		disk_act(d, e, 0, e->len);
	} else if (chance == TORN && e->act == WRITE) {
		for (size_t from = 0; from < e->len; from += SECTOR)
			if (dice_below(dice, 4))
				disk_act(d, e, from,
					 from + SECTOR < e->len ? from + SECTOR : e->len);
	}
}

/* ---- looking at one disk ---------------------------------------------------------- */

struct sums {
	unsigned disks, refused, lost, unsent, torn;
};

/* acked: answers from the first on.  What was not acknowledged may be there or not. */
static void
disk_try(const struct place_to_try *p, const struct disk *d, size_t acked, struct sums *s)
{
	struct store_lock *lock = lock_or_die(p);
	struct answers_file *f;
	struct err err = { 0 };
	unsigned lost = 0, torn = 0;
	struct answers_secrets secrets;
	bool slips;

	disk_write(p, d);
	s->disks++;
	f = answers_open(lock, SURVEY, &err);
	if (!f) {
		note("%zu acknowledged: %s", acked, err.text);
		s->refused++;
		store_unlock(lock);
		return;
	}
	answers_secrets(f, &secrets);
	slips = answers_slips_any(f) && !secrets.ticket_gone; /* all are struck out then */
	for (unsigned i = 0; i < ANSWERS; i++) {
		struct made_up a;
		struct slot_add item;
		bool there;

		answer_make_up(&a, SEED, i);
		item = slot_of(&a);
		item.box = NULL;
		there = answers_add(f, &item, 1, &err) && item.result == SLOT_THERE;
		lost += i < acked && !there;
		torn += slips && there == answers_slip_there(f, a.slip);
	}
	s->lost += lost != 0;
	s->torn += torn != 0;
	s->unsent += answers_count(f) > ANSWERS;
	answers_close(f);
	store_unlock(lock);
}

/* All chances of one moment: d is what is synced; pending events come after it. */
static void
moment_try(const struct place_to_try *p, const struct disk *d,
	   const struct event *const *pending, size_t count, size_t acked,
	   struct dice *dice, struct sums *s)
{
	for (int chance = NOTHING; chance < CHANCE__COUNT; chance++) {
		struct disk c = disk_copy(d);

		for (size_t i = 0; i < count; i++)
			disk_chance(&c, pending[i], (enum chance)chance, dice);
		disk_try(p, &c, acked, s);
		disk_free(&c);
		if (!count)
			return; /* all chances are one */
	}
}

/* ---- a life, and its ends --------------------------------------------------------- */

/* Adds all answers, with checkpoints, batches and a doubling on the way. */
static void
live(struct answers_file *f)
{
	struct err err = { 0 };
	struct dice d;
	bool busy;

	dice_seed(&d, 3);
	if (!slips_print(f, SEED, 0, ANSWERS, &err))
		die("%s", err.text);
	for (unsigned i = 0; i < ANSWERS;) {
		unsigned n = 1 + dice_below(&d, 5);

		n = i + n > ANSWERS ? ANSWERS - i : n;
		if (!answers_fill(f, SEED, i, i + n, n, &err))
			die("%s", err.text);
		i += n;
		note_event(ACK, DB, 0, NULL, i);
		if (dice_below(&d, 4) == 0 && !answers_checkpoint(f, &busy, &err))
			die("%s", err.text);
		if (dice_below(&d, 6) == 0 &&
		    !answers_close_batch(f, (int)i, false, &err))
			die("%s", err.text);
	}
	if (!answers_close_batch(f, 1000, true, &err) || !answers_forget(f, &err))
		die("%s", err.text);
}

/* Goes through the record and tries each moment of which one in `step` is drawn. */
static struct sums
cut_everywhere(const struct place_to_try *p, struct disk start, unsigned step,
	       struct dice *dice)
{
	const struct event **pending = mem_new(record.count + 1, sizeof(*pending));
	struct disk d = disk_copy(&start);
	struct sums s = { 0 };
	size_t count = 0, acked = 0;

	for (size_t i = 0; i < record.count; i++) {
		const struct event *e = &record.events[i];
		size_t kept = 0;

		if (e->act == ACK) {
			acked = e->len;
		} else if (e->act != SYNC) {
			pending[count++] = e;
		} else {
			for (size_t k = 0; k < count; k++) {
				if (pending[k]->file == e->file)
					disk_act(&d, pending[k], 0, pending[k]->len);
				else
					pending[kept++] = pending[k];
			}
			count = kept;
		}
		if (e->act == ACK || dice_below(dice, step) == 0)
			moment_try(p, &d, pending, count, acked, dice, &s);
	}
	disk_free(&d);
	free(pending);
	return s;
}

static struct sums
lives(bool synced, unsigned step, struct dice *dice)
{
	struct place_to_try p = place_make(), second = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 0, BOX);
	struct disk start = disk_read(&p);
	struct sums s;

	if (!synced) {
		sqlite3_set_authorizer(f->sql->db, NULL, NULL);
		sqlite3_exec(f->sql->db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
	}
	record.on = true;
	live(f);
	record.on = false;
	answers_close(f);
	store_unlock(lock);
	s = cut_everywhere(&second, start, step, dice);
	record_clear();
	disk_free(&start);
	place_drop(&p);
	place_drop(&second);
	return s;
}

/* ---- a second life ---------------------------------------------------------------- */

/*
 * Killed after the log was written and before it was synced: the row is there after a restart,
 * a retry is acknowledged as there, and then the power goes.  Returns whether it is lost.
 */
static bool
second_life(unsigned answers)
{
	struct place_to_try p = place_make(), after = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 0, BOX);
	struct disk synced = disk_read(&p), written;
	struct sums s = { 0 };
	struct made_up a;
	struct slot_add item;
	struct err err = { 0 };
	struct dice dice;

	/* The first life ends unsynced: nothing of it is sure to be on the disk. */
	sqlite3_set_authorizer(f->sql->db, NULL, NULL);
	sqlite3_exec(f->sql->db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	record.on = true;
	if (!answers_fill(f, SEED, 0, answers, answers, &err))
		die("%s", err.text);
	record.on = false;
	written = disk_read(&p);
	answers_close(f);
	/* Killed, with the power on: what was written is seen. */
	disk_write(&p, &written);
	record.on = true;
	f = open_or_die(lock);
	answer_make_up(&a, SEED, 0);
	item = slot_of(&a);
	if (!answers_add(f, &item, 1, &err) || item.result != SLOT_THERE)
		die("the retry was not there: %s", err.text);
	note_event(ACK, DB, 0, NULL, answers);
	record.on = false;
	answers_close(f);
	store_unlock(lock);
	dice_seed(&dice, answers);
	s = cut_everywhere(&after, synced, 1000000, &dice); /* at the ACK alone */
	record_clear();
	disk_free(&synced);
	disk_free(&written);
	place_drop(&p);
	place_drop(&after);
	return s.lost || s.refused || !s.disks;
}

int
main(void)
{
	bool all = getenv("CANVASS_LONG") != NULL;
	unsigned lost = 0;
	struct sums s;
	struct dice dice;

	/* The disks are built from the record: that these files are synced proves nothing more. */
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1);
	shim_register();
	dice_seed(&dice, 1);
	s = lives(true, all ? 1 : 40, &dice);
	for (int i = 0; all && i < 20; i++) {
		struct sums more = lives(true, 1, &dice);

		s.disks += more.disks;
		s.refused += more.refused;
		s.lost += more.lost;
		s.unsent += more.unsent;
		s.torn += more.torn;
	}
	ok(s.disks > 100, "%u disks", s.disks);
	is_int(s.refused, 0, "all could be opened, every slot in order");
	is_int(s.lost, 0, "nothing that was acknowledged is lost");
	is_int(s.unsent, 0, "nothing is there that was not sent");
	is_int(s.torn, 0, "each slip goes with its answer, and none without");
	for (unsigned i = 1; i <= 5; i++)
		lost += second_life(i);
	is_int(lost, 0, "nor after a kill, a restart, a retry and a cut");
	s = lives(false, 1000, &dice);
	ok(s.lost > 0, "a writer that does not sync its log is caught: %u of %u disks",
	   s.lost, s.disks);
	return tap_done();
}
