/*
 * What the files of the web floor's machinery share: the door as a whole, one request's checks,
 * the queue to the store.  Pages need none of this; they see web.h.
 *
 * Threads: everything here belongs to the loop's thread unless its comment says otherwise.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_WEB_MACHINE_H
#define CANVASS_WEB_MACHINE_H

#include <pthread.h>
#include <stdatomic.h>

#include "web/web.h"

enum { /* limits of one request and of the door */
       PATH_MOST = 64,
       QUERY_MOST = 256,
       TARGET_MOST = 1024, /* before its percent signs are read */
       HEADER_FIELDS = 64,
       BODY_MOST = 128 << 10,
       BODIES_MOST = 64 << 20, /* all that are being read */
       CONNECTIONS_MOST = 4096,
       CONNECTION_POOL = 16 << 10,
       IDLE_SECONDS = 15, /* libmicrohttpd's own, from the last byte */

       QUEUE_MESSAGES = 1024,
       QUEUE_BYTES = 32 << 20,
       GROUP_MOST = 256,     /* answers in one commit */
       SEND_WAIT_MS = 10000, /* then a send has expired */
       SWEEP_MS = 250,
       LOOK_MS = 250, /* between looks for changes while a room runs */
       CLOSE_GRACE_MS =
	       10 * 60 * 1000, /* from a survey's closing to its ticket key's end */
       SPACE_LEAST = 64 << 20, /* free bytes below which no new form is begun */
       ALL_HOSTS = 24,
};

/* ---- one request, checked (request.c): pure, no libmicrohttpd -------------------- */

/* Whom a request may be addressed to, in small letters with port; see hosts_fill. */
struct host_list {
	char names[ALL_HOSTS][128];
	size_t count;
};
/* From the base address, the listen address with its real port, and the setting `hosts`. */
void hosts_fill(struct host_list *list, const struct door_settings *settings,
		unsigned port);
bool host_known(const struct host_list *list, const char *host, size_t len);

/* What the checks need of a request's header.  No name and no value is kept. */
struct header_facts {
	unsigned fields, lengths, hosts;
	bool broken; /* a name that is no token, control bytes in a value, an odd layout */
	bool chunked; /* any Transfer-Encoding */
	bool known_host, form_type;
	uint64_t length;
};
void header_look(struct header_facts *facts, const struct host_list *hosts,
		 const char *name, size_t name_len, const char *value, size_t value_len);
/* Checks that need the whole header: 0, or the status of the refusal. */
unsigned header_verdict(const struct header_facts *facts, enum method method,
			size_t body_max);

/* GET, HEAD or POST; false for any other word. */
bool method_read(const char *word, enum method *out) MUST_USE;

/*
 * Splits and decodes a request's target ("/S/K7QX3MRR?lang=cy").  path: at least PATH_MOST + 1
 * bytes; the query's pairs live in the arena.  0, or the status of the refusal.
 */
unsigned target_read(const char *target, size_t len, char *path, struct pairs *query,
		     struct arena *a) MUST_USE;
/* The same with other limits, in bytes; path: path_most + 1 bytes. */
unsigned target_read_within(const char *target, size_t len, char *path, size_t path_most,
			    struct pairs *query, size_t query_most, struct arena *a) MUST_USE;

/* ---- routes (route.c) ------------------------------------------------------------ */

/*
 * NULL: no row.  *out_code: the part behind /S/, or "".  *out_allow: methods of this path for
 * the Allow header, or NULL if the path is unknown too.
 */
const struct route *route_find(enum method method, const char *path,
			       const char **out_code, const char **out_allow);

/* ---- deadlines and least rates (limit.c) ----------------------------------------- */

enum phase {
	PHASE_WAIT, /* accept to header's end, or idle: they cannot be told apart */
	PHASE_BODY,
	PHASE_STORE, /* suspended until its answer is stored: the sender's own deadline */
	PHASE_REPLY,
};

/* One connection: a descriptor and where its request stands.  No address. */
struct peer {
	struct peer *next, *before;
	int fd;
	enum phase phase;
	bool cut;	   /* shut down already */
	uint64_t since;	   /* ms, of this phase */
	uint64_t declared; /* BODY: bytes; REPLY: bytes of the body */
	uint64_t moved; /* BODY: bytes that came; REPLY: bytes acknowledged before it */
};
struct peers {
	struct peer *first;
	size_t count, most;
};
void peer_add(struct peers *all, struct peer *p, int fd, uint64_t now);
void peer_drop(struct peers *all, struct peer *p);
void peer_phase(struct peer *p, enum phase phase, uint64_t declared, uint64_t now);
/* Shuts down every connection past its deadline or under its least rate. */
void peers_sweep(struct peers *all, uint64_t now);

/* ---- HTTP (mhd.c, the only door to libmicrohttpd) -------------------------------- */

/* A bound, listening socket.  *inout_port: 0 asks for a free one.  -1 with ERR_UNAVAILABLE naming
 * the address when it is in use. */
int listen_at(const char *address, unsigned *inout_port, struct err *err);

struct http;
void http_close(struct http *h); /* no send may be under way */
struct http *http_open(struct door *door, int listen_fd, struct err *err)
	OWNED_BY(http_close);
int http_descriptor(const struct http *h); /* to poll for reading */
int http_wait(const struct http *h);	/* ms until http_run is due anyhow; -1: no need */
bool http_run(struct http *h) MUST_USE; /* false: libmicrohttpd gave up */
void http_sweep(struct http *h, uint64_t now);
void http_quiesce(struct http *h); /* accepts nobody from now on; replies close */
size_t http_requests(const struct http *h); /* begun and not yet answered in whole */
size_t http_connections(const struct http *h);

/* ---- answers on their way to the store (sender.c) -------------------------------- */

struct held;
struct sender;
struct message;
struct door_room;

typedef void send_done_fn(void *with, enum send_result result);

/* Stops the threads; every message has ended before.  Closes no answers file. */
void sender_free(struct sender *s);
/* wake: written to (an eventfd) when something ended; the loop then calls sender_collect. */
struct sender *sender_new(const char *dir, int wake, struct err *err)
	OWNED_BY(sender_free);

/*
 * A message for an answer, or NULL if there is no room for it or the writer takes none.  box or
 * record: malloc'd, taken over when a message is returned.  Both NULL: only look.  slip: the
 * SLIP_HASH bytes that are struck out with the answer, copied; or NULL.
 */
struct message *message_new(struct sender *s, struct held *survey,
			    const unsigned char id[ANSWER_ID], unsigned char *record,
			    size_t record_len, unsigned char *box,
			    const unsigned char *slip, send_done_fn *done, void *with);
/* In a room an answer that is there already gets this box. */
void message_replaces(struct message *m);
/* done is called on the loop's thread, once, from sender_collect: the result, or EXPIRED. */
void sender_put(struct sender *s, struct message *m, uint64_t now);
/*
 * Work that is no answer, on the writer's thread behind all that was put before, or (aside) on a
 * sealing thread.  Never expires; done may be NULL.
 */
typedef enum send_result send_work_fn(void *with);
void sender_work(struct sender *s, bool aside, send_work_fn *work, send_done_fn *done,
		 void *with);
/* The same on the writer's thread, once no answer of the survey is on its way any more. */
void sender_work_after(struct sender *s, struct held *survey, send_work_fn *work,
		       send_done_fn *done, void *with);
/* On the writer's thread, by work: this survey's file has something in its log. */
void sender_dirty(struct sender *s, struct held *survey);

/* Takes what ended, and lets expire what waited too long: calls their done functions. */
void sender_collect(struct sender *s, uint64_t now);
/* At the very end: every answer still under way expires now. */
void sender_expire(struct sender *s);
/* ms until the next send expires; -1: none is under way */
int sender_wait(const struct sender *s, uint64_t now);
size_t sender_under_way(const struct sender *s);
bool sender_stopped(const struct sender *s); /* any thread */
bool sender_full(
	const struct sender *s); /* disk full: until a probe file can be written */

/* ---- the door as a whole (door.c, loop.c, hatch.c) ------------------------------- */

struct held {			 /* a survey, with what pages must not see */
	struct door_survey open; /* first: pages hold a pointer to it */
	struct arena *arena;	 /* of its form */
	bool form_broken;	 /* its frozen text could not be read: said once */
	_Atomic(struct answers_file *) file;
	pthread_mutex_t file_goes; /* held while the loop asks the file, or the writer ends it */
	unsigned char slip_key[SEAL_KEY];
	atomic_bool has_slips;	/* or ever had */
	unsigned opening;	/* how many sealing threads open or make the file */
	pthread_mutex_t opener; /* which of them is at it */
	atomic_uint open_tries; /* in vain; tried again each second, said once */
	bool open_last;	    /* for the thread that opens the file: it is closed already */
	atomic_uint on_way; /* answers that no worker has let go of */
	atomic_bool closing;	 /* the last batch is closed or being closed */
	atomic_bool close_again; /* it could not be closed: once more */
	bool table_full;	 /* the writer's: said once */
	bool forgetting;	 /* the ticket key is gone or going */
	uint64_t forget_at;	 /* ms, 0: not yet */
	/* A step of a room: its file is made here, and its ticket key ends with it, at once. */
	bool step;
	unsigned page_size, expected; /* of a step's file */
	/* there.c: slots that are taken, by id; whole: there are no others. */
	unsigned char (*there)[ANSWER_ID];
	size_t there_count, there_room;
	atomic_bool there_whole;
	struct door *door;
};

struct link_row {
	char code[STORE_CODE];
	bool closed;
	uint32_t place;
	struct held *survey;
	char words[40]; /* check words, drawn when first asked for */
};

struct hatch_server;
struct preview;

struct door {
	struct door_settings settings;
	char url[300];
	unsigned port;
	struct host_list hosts;
	struct store_lock *lock;
	struct store *store;
	struct sender *sender;
	struct http *http;
	struct hatch_server *hatch;
	struct preview *preview; /* set: there is no store, no lock and no hatch */
	struct held **surveys;
	size_t survey_count;
	struct held **steps; /* of rooms, those that were ever open: no code leads to them */
	size_t step_count;
	struct door_room **rooms; /* web/room.c */
	size_t room_count;
	bool rooms_run; /* one is not over: changes are looked for more often */
	bool surveys_due; /* something changed, and only rooms were read since */
	struct link_row *links; /* hash table, a power of two, open addressing */
	size_t link_size, link_count;
	int wake, signals,
		side; /* eventfd, signalfd, and the epoll over them and the hatch */
	uint64_t now; /* ms, of this turn of the loop */
	uint64_t last_touch;
	int today;
	bool low_space, stopping, reload_failed;
};

struct held *door_held(struct door *door, const char *name); /* by name, or NULL */
/* Reads surveys and links anew.  False: what is in memory stays. */
bool door_reload(struct door *door, struct err *err) MUST_USE;
void door_forget_all(struct door *door); /* surveys and links: closes their files */
/*
 * Opens (or first makes) the answers file and publishes it; on any thread.  A file that is there
 * already is ERR_CREATE if it was to be made, else fine.
 */
bool held_open_file(struct held *survey, bool make, const struct survey *row,
		    struct err *err) MUST_USE;
/* Begins what a survey's state asks for: its file opened aside, its last batch closed. */
void held_follow(struct held *survey);
/*
 * Lets go of all surveys and holds this one alone, with one link to it; its form is the caller's to
 * set.  No request may be under way.
 */
struct held *held_alone(struct door *door, const struct survey *row, const struct link *link)
	MUST_USE;
/* Work for the writer: closes the last batch. */
enum send_result held_close_batch(void *survey);
/*
 * Where a code stands in the table of links, or would stand: then the row has no survey.  There
 * must be a table; it is at most half full.
 */
struct link_row *link_slot(const struct door *door, const char *code);
/* A code of sixteen characters (slips.c); sets all of *out but its code.  False: unknown. */
bool door_find_slip(struct door *door, const char *code, struct door_link *out) MUST_USE;
/* Work for the writer: print runs of slips, as answers_slips_add and _withdraw. */
bool held_slips_add(struct held *survey, const unsigned char (*hashes)[SLIP_BYTES], size_t n,
		    unsigned *out_run, struct err *err) MUST_USE;
bool held_slips_withdraw(struct held *survey, unsigned run, struct err *err) MUST_USE;
/* The form, read at the first call; NULL if its frozen text is broken. */
const struct form *held_form(struct held *survey);
/* Each second: changes, days, space; each ten minutes: times of files. */
void door_tick(struct door *door);
/* A few times a second while a room runs: what its facilitator changed. */
void door_look(struct door *door);

/* ---- rooms (room.c) --------------------------------------------------------------- */

/* Reads rooms whose version changed, and follows their steps.  False: they stay as they are. */
bool door_rooms_reload(struct door *door, struct err *err) MUST_USE;
void door_rooms_free(struct door *door); /* after their steps' files */
/* A step's answers, by the row of a survey that its file is like; held until the door stops. */
struct held *held_step(struct door *door, const struct survey *row, const char *about);
/* Lets go of a step that has nothing left to be ended; no message may ever have been put for it. */
void held_step_drop(struct door *door, struct held *step);
/* Opens (or first makes) a step's file here and now: at the start of the door. */
bool held_step_start(struct held *step, struct err *err) MUST_USE;
/* Where a phone's answer of one turn lies: who has ticket and ticket key of the step knows. */
void room_slot(const unsigned char ticket[TICKET_BYTES], unsigned turn,
	       const unsigned char key[SEAL_KEY], unsigned char out[ANSWER_ID]);
/* Puts an answer on its way; sets off REFUSED and FAILED by itself.  False: result in *out. */
struct message *door_message(struct door *door, struct send *send, send_done_fn *done,
			     void *with, enum send_result *out_result);

/* ---- which slots of a step are taken (there.c): the loop's alone -------------------- */

/* False: only the store can tell.  *out: THERE or REFUSED. */
bool there_look(const struct held *step, const unsigned char id[ANSWER_ID],
		enum send_result *out) MUST_USE;
/* How a send of a room ended; anything else is left alone. */
void there_learn(const struct send *send, enum send_result result);
void there_forget(struct held *step); /* wiped */

/* A door that shows one form and stores nothing (preview.c). */
void preview_free(struct preview *p);
struct preview *preview_new(struct door *door) OWNED_BY(preview_free);
/* Answers a request in place of its route: reads the form anew if its file changed. */
struct reply *preview_page(struct preview *p, const struct route *route,
			   const struct request *request, struct arena *a);

/* The loop, until a signal and everything ended. */
bool loop_run(struct door *door, struct err *err) MUST_USE;

void hatch_server_free(struct hatch_server *h);
struct hatch_server *hatch_server_new(struct door *door, struct err *err)
	OWNED_BY(hatch_server_free);
/* Something of the hatch's is ready: what is the pointer that epoll gave back. */
void hatch_ready(struct hatch_server *h, void *what, uint32_t events);

#endif
