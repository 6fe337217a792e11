/*
 * A bare probe: what sealing and storing an answer costs at least, with nothing around it.
 *
 *   seal PORT FILE   a server: reads a body, splits it at & and =, encrypts 4,000 bytes,
 *                    seals the key to two recipients, writes one slot, group commit, own loop
 *   seal lone FILE   no server: two seals, one encryption and one synced append of 4 KiB,
 *                    one after the other; prints p50 and p99 in microseconds
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include <microhttpd.h>
#include <sodium.h>
#include <sqlite3.h>

enum { CLEAR = 4000, BOX = 3900, SLOTS = 65536, GROUP = 256, BODY = 8192 };

static unsigned char recipients[2][crypto_box_PUBLICKEYBYTES];

static void
must(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "seal: %s\n", what);
	exit(1);
}

static uint64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

/* One encryption over CLEAR bytes, its key sealed twice.  box: what fits a page. */
static void
seal(unsigned char *box, const char *text, size_t len)
{
	unsigned char clear[CLEAR] = { 0 }, out[CLEAR + 16 + 24], key[32], sealed[2][80];

	memcpy(clear, text, len < CLEAR ? len : CLEAR);
	randombytes_buf(key, sizeof(key));
	randombytes_buf(out, 24);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + 24, NULL, clear, CLEAR, NULL, 0,
						   NULL, out, key);
	for (int i = 0; i < 2; i++)
		must(!crypto_box_seal(sealed[i], key, 32, recipients[i]), "seal");
	memcpy(box, sealed, sizeof(sealed));
	memcpy(box + sizeof(sealed), out, BOX - sizeof(sealed));
}

/* ---- alone ---------------------------------------------------------------------------- */

static int
by_size(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int
lone(const char *file)
{
	static uint64_t times[2000];
	unsigned char page[4096] = { 0 };
	int fd = open(file, O_WRONLY | O_CREAT | O_APPEND | O_TRUNC, 0600);

	must(fd >= 0, file);
	for (size_t i = 0; i < 2000; i++) {
		uint64_t from = now_us();

		seal(page, "text", 4);
		must(write(fd, page, sizeof(page)) == sizeof(page) && !fdatasync(fd),
		     "write");
		times[i] = now_us() - from;
	}
	qsort(times, 2000, sizeof(*times), by_size);
	printf("%llu %llu\n", (unsigned long long)times[1000],
	       (unsigned long long)times[1980]);
	close(fd);
	unlink(file);
	return 0;
}

/* ---- the server -------------------------------------------------------------------------- */

struct item {
	struct item *next;
	struct MHD_Connection *connection;
	char body[BODY];
	size_t len;
	bool queued, done;
	unsigned char box[BOX], id[16];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t seal_more = PTHREAD_COND_INITIALIZER,
		      write_more = PTHREAD_COND_INITIALIZER;
static struct item *to_seal, *to_write, *ended;
static int wake;
static sqlite3 *db;

static void
parse(struct item *item)
{
	unsigned fields = 0;

	for (size_t i = 0; i < item->len; i++)
		fields += item->body[i] == '&' || item->body[i] == '=';
	must(fields > 0, "an empty body");
}

static void *
sealer(void *arg)
{
	(void)arg;
	for (;;) {
		struct item *item;

		pthread_mutex_lock(&lock);
		while (!to_seal)
			pthread_cond_wait(&seal_more, &lock);
		item = to_seal;
		to_seal = item->next;
		pthread_mutex_unlock(&lock);
		seal(item->box, item->body, item->len);
		pthread_mutex_lock(&lock);
		item->next = to_write;
		to_write = item;
		pthread_cond_signal(&write_more);
		pthread_mutex_unlock(&lock);
	}
	return NULL;
}

static void
store(sqlite3_stmt *put, struct item *item)
{
	unsigned slot;

	randombytes_buf(item->id, sizeof(item->id));
	memcpy(&slot, item->id, sizeof(slot));
	sqlite3_bind_int(put, 3, (int)(slot % SLOTS));
	sqlite3_bind_blob(put, 1, item->id, sizeof(item->id), SQLITE_STATIC);
	sqlite3_bind_blob(put, 2, item->box, BOX, SQLITE_STATIC);
	must(sqlite3_step(put) == SQLITE_DONE, sqlite3_errmsg(db));
	sqlite3_reset(put);
}

static void *
writer(void *arg)
{
	uint64_t last = now_us(), one = 1;
	sqlite3_stmt *put;

	(void)arg;
	must(!sqlite3_prepare_v2(db, "UPDATE slot SET id=?1, box=?2 WHERE n=?3", -1, &put,
				 NULL),
	     sqlite3_errmsg(db));
	for (;;) {
		struct item *group, *end;

		pthread_mutex_lock(&lock);
		while (!to_write)
			pthread_cond_wait(&write_more, &lock);
		group = to_write;
		to_write = NULL;
		pthread_mutex_unlock(&lock);
		must(!sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), "begin");
		for (struct item *i = group; i; i = i->next)
			store(put, i);
		must(!sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), sqlite3_errmsg(db));
		for (end = group; end->next; end = end->next)
			;
		pthread_mutex_lock(&lock);
		end->next = ended;
		ended = group;
		pthread_mutex_unlock(&lock);
		must(write(wake, &one, sizeof(one)) == sizeof(one), "wake");
		if (now_us() - last > 300000) {
			sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE,
						  NULL, NULL);
			last = now_us();
		}
	}
	return NULL;
}

static enum MHD_Result
reply(struct MHD_Connection *connection)
{
	static const char thanks[] = "Your answers were received.\n";
	struct MHD_Response *r = MHD_create_response_from_buffer(
		sizeof(thanks) - 1, (void *)(uintptr_t)thanks, MHD_RESPMEM_PERSISTENT);
	enum MHD_Result good = MHD_queue_response(connection, 200, r);

	MHD_destroy_response(r);
	return good;
}

static enum MHD_Result
handle(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
       const char *version, const char *data, size_t *len, void **seen)
{
	struct item *item = *seen;

	(void)cls, (void)url, (void)method, (void)version;
	if (!item) {
		*seen = item = calloc(1, sizeof(*item));
		item->connection = connection;
		return MHD_YES;
	}
	if (*len) {
		must(item->len + *len <= BODY, "a long body");
		memcpy(item->body + item->len, data, *len);
		item->len += *len;
		*len = 0;
		return MHD_YES;
	}
	if (item->done)
		return reply(connection);
	parse(item);
	MHD_suspend_connection(connection);
	pthread_mutex_lock(&lock);
	item->next = to_seal;
	to_seal = item;
	pthread_cond_signal(&seal_more);
	pthread_mutex_unlock(&lock);
	return MHD_YES;
}

static void
completed(void *cls, struct MHD_Connection *connection, void **seen,
	  enum MHD_RequestTerminationCode how)
{
	(void)cls, (void)connection, (void)how;
	free(*seen);
	*seen = NULL;
}

static void
make_table(const char *file)
{
	unlink(file);
	must(!sqlite3_open(file, &db), file);
	static const char sql[] =
		"PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
		"PRAGMA wal_autocheckpoint=0; PRAGMA secure_delete=ON;"
		"CREATE TABLE slot (n INTEGER PRIMARY KEY, id BLOB, box BLOB);"
		"WITH RECURSIVE c(n) AS"
		" (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 65535)"
		" INSERT INTO slot SELECT n, zeroblob(16), zeroblob(3900) FROM c;"
		"PRAGMA wal_checkpoint(TRUNCATE);";

	unlink(file);
	must(!sqlite3_open(file, &db), file);
	must(!sqlite3_exec(db, sql, NULL, NULL, NULL), sqlite3_errmsg(db));
}

static void
collect(void)
{
	struct item *list, *next;

	pthread_mutex_lock(&lock);
	list = ended;
	ended = NULL;
	pthread_mutex_unlock(&lock);
	for (; list; list = next) {
		next = list->next;
		list->done = true;
		MHD_resume_connection(list->connection);
	}
}

int
main(int argc, char **argv)
{
	struct pollfd fds[2] = { { .events = POLLIN }, { .events = POLLIN } };
	struct MHD_Daemon *daemon;
	unsigned char secret[crypto_box_SECRETKEYBYTES];
	pthread_t thread;
	uint64_t woken;

	must(argc == 3 && sodium_init() >= 0, "usage: seal PORT|lone FILE");
	for (int i = 0; i < 2; i++)
		crypto_box_keypair(recipients[i], secret);
	if (!strcmp(argv[1], "lone"))
		return lone(argv[2]);
	make_table(argv[2]);
	wake = eventfd(0, EFD_NONBLOCK);
	for (long i = 0; i < sysconf(_SC_NPROCESSORS_ONLN); i++)
		must(!pthread_create(&thread, NULL, sealer, NULL), "thread");
	must(!pthread_create(&thread, NULL, writer, NULL), "thread");
	daemon = MHD_start_daemon(
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME,
		(uint16_t)strtoul(argv[1], NULL, 10), NULL, NULL, handle, NULL,
		MHD_OPTION_CONNECTION_LIMIT, 4096u, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
		(size_t)16384, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u,
		MHD_OPTION_NOTIFY_COMPLETED, completed, NULL, MHD_OPTION_END);
	must(daemon != NULL, "the daemon does not start");
	fds[0].fd = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	fds[1].fd = wake;
	printf("listening\n");
	fflush(stdout);
	for (;;) {
		MHD_UNSIGNED_LONG_LONG ms;
		int wait = MHD_get_timeout(daemon, &ms) == MHD_YES ? (int)ms : -1;

		poll(fds, 2, wait);
		if (fds[1].revents && read(wake, &woken, sizeof(woken)) > 0)
			collect();
		MHD_run(daemon);
	}
}
