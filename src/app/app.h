/*
 * What the commands share: the table that names them, their options, settings, files and
 * passphrases.  A command is a function from a call to an exit status by way of struct err;
 * data goes to standard output, words to standard error, and nothing else is printed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_APP_H
#define CANVASS_APP_H

#include <sys/types.h>

#include "base/base.h"
#include "form/form.h"
#include "seal/seal.h"
#include "store/store.h"

#define CANVASS_VERSION PACKAGE_VERSION

/* ---- commands (commands.c) and their arguments (args.c) -------------------------- */

enum { FLAGS_MOST = 16, VALUES_MOST = 64 };

struct flag {
	const char *name; /* "to": --to; one letter: -o */
	const char *arg;  /* "PUB"; NULL: it takes none */
	const char *help;
	bool many;   /* may be given more than once */
	bool needed; /* shown without brackets; the command itself looks for it */
};

struct call;
typedef bool command_fn(struct call *call, struct err *err);

struct command {
	const char *name; /* "survey open" */
	command_fn *run;
	const char *arguments; /* "FORM.yaml"; NULL: none */
	unsigned least, most;  /* how many; most 0: any number, if there are arguments */
	bool json;	       /* takes --json */
	struct flag flags[FLAGS_MOST];
	const char *help; /* one line */
	const char *more; /* further lines for --help, or NULL */
};
extern const struct command commands[];
extern const size_t command_count;

struct given { /* one flag as it was given */
	const struct flag *flag;
	const char *value; /* "" if it takes none */
};

struct call {
	const struct command *command;
	const char *dir; /* the workspace, as given by -C; "." without it */
	bool json, help;
	const char *group; /* help is asked for of all commands that begin with this word */
	const char **args; /* NULL-ended */
	size_t arg_count;
	struct given given[VALUES_MOST];
	size_t given_count;
};

/* Finds the command and its arguments.  ERR_USAGE names the word that is wrong and the nearest. */
bool args_read(struct call *call, int argc, char **argv, struct err *err) MUST_USE;
void args_free(struct call *call);
/* The last value of a flag, or NULL; a flag without a value gives "". */
const char *flag_value(const struct call *call, const char *name);
/* The i-th value, from 0, or NULL. */
const char *flag_value_at(const struct call *call, const char *name, size_t i);
/* A whole number from least to most; *out is left alone if the flag was not given. */
bool flag_number(const struct call *call, const char *name, unsigned long least,
		 unsigned long most, unsigned long *out, struct err *err) MUST_USE;
/* ERR_USAGE, naming the flag and the command, if it was not given. */
const char *flag_needed(const struct call *call, const char *name, struct err *err);

void help_all(FILE *to);
void help_group(const char *word, FILE *to);
void help_command(const struct command *command, FILE *to);
/* "usage: canvass survey open FORM.yaml --wave W ..." */
void usage_line(const struct command *command, FILE *to);

command_fn cmd_init, cmd_key_new, cmd_key_confirm, cmd_form_check, cmd_form_show,
	cmd_form_new, cmd_form_diff, cmd_form_schema, cmd_form_translate, cmd_form_import,
	cmd_form_export, cmd_guide_check, cmd_survey_open, cmd_survey_list, cmd_survey_close,
	cmd_link_issue, cmd_link_list, cmd_link_close, cmd_link_replace, cmd_poster_make,
	cmd_poster_pack, cmd_poster_said, cmd_poster_check, cmd_slips, cmd_slips_list,
	cmd_slips_withdraw, cmd_submit, cmd_serve, cmd_summary, cmd_compare,
	cmd_batch_list, cmd_batch_export, cmd_disclose, cmd_redact, cmd_quote_list,
	cmd_quote_tick, cmd_quote_untick, cmd_code, cmd_audit, cmd_doctor, cmd_demo, cmd_desk,
	cmd_user_add, cmd_user_totp, cmd_user_disable, cmd_user_list, cmd_room_open,
	cmd_room_close, cmd_room_list, cmd_room_export;

/* ---- settings (settings.c): flag, then environment, then canvass.yaml, then default ---- */

enum setting {
	SETTING_URL,
	SETTING_LISTEN,
	SETTING_HOSTS,
	SETTING_DESK_LISTEN,
	SETTING_FORCE,
	SETTING_EXIT_URL,
	SETTING_EXPORTS,
	SETTING_SCRIPTS,
	SETTING_CONTACT,
	SETTING_LOGO,
	SETTING_COLOUR,
	SETTING_FONTS,
	SETTING__COUNT
};

struct setting_row {
	const char *name; /* in canvass.yaml: "exit url" */
	const char *variable;
	const char *fallback;
	const char *help;
	bool (*good)(const char *value, struct err *err);
};
extern const struct setting_row setting_rows[SETTING__COUNT];

enum origin { FROM_DEFAULT, FROM_FILE, FROM_ENVIRONMENT, FROM_FLAG, ORIGIN__COUNT };
extern const char *const origin_names[ORIGIN__COUNT];

struct settings {
	const char *value[SETTING__COUNT];
	enum origin from[SETTING__COUNT];
	unsigned line[SETTING__COUNT]; /* in canvass.yaml, if from there */
};

/*
 * Reads DIR/canvass.yaml and the environment, then what flags of this call bear a setting's name.
 * ERR_MISSING if there is no workspace; ERR_CONFIG with the line of what is wrong.
 */
bool settings_read(const struct call *call, struct settings *out, struct arena *a,
		   struct err *err) MUST_USE;
/*
 * The same for somebody who looks for what is wrong: a bad one keeps the value that it would have
 * without it, and is a line of troubles.
 */
void settings_look(const struct call *call, struct settings *out, struct buf *troubles,
		   struct arena *a);
/* Sets one as a flag would; checked. */
bool settings_set(struct settings *s, enum setting which, const char *value,
		  struct err *err) MUST_USE;
/* The base address without a slash at the end; port: what the door got, or 0. */
const char *settings_url(const struct settings *s, struct arena *a);
/* The setting `hosts` in parts, in the arena; how many. */
size_t settings_hosts(const struct settings *s, const char *out[16], struct arena *a);
/* "127.0.0.1:8080" or "[::1]:8080" in parts. */
bool listen_split(const char *listen, char *address, size_t size, unsigned *port,
		  struct err *err) MUST_USE;
/* The text of a new canvass.yaml; url may be NULL. */
void settings_sample(const char *url, struct buf *out);

/* ---- files (files.c) ------------------------------------------------------------- */

/* The whole file, "-" is standard input.  Over most bytes: ERR_INPUT. */
bool file_read(const char *path, size_t most, struct buf *out, struct err *err) MUST_USE;
/*
 * The same for a file that somebody named on the command line: what is not found from the current
 * folder is looked for in the workspace.
 */
bool file_read_named(const struct call *call, const char *path, size_t most,
		     struct buf *out, struct err *err) MUST_USE;
/*
 * Whether a path is free, or a regular file: a rename would put a file into the place of a device,
 * a pipe or a folder, too.  What a symbolic link leads to is looked at; the link itself is what is
 * replaced.  ERR_CREATE.
 */
bool file_replaceable(const char *path, struct err *err) MUST_USE;
/* The mask of new files' modes.  Asked of the system where it can tell: to set it in order to read
 * it would open what another thread makes just then. */
mode_t file_umask(void);
/* Written beside and renamed, file and folder synced.  On failure what was there is untouched. */
bool file_write(const char *path, const void *data, size_t len, mode_t mode,
		struct err *err) MUST_USE;
/* The same, but ERR_CREATE if there is a file already. */
bool file_create(const char *path, const void *data, size_t len, mode_t mode,
		 struct err *err) MUST_USE;
/*
 * Waits until nobody else has the folder of a file locked: the file itself is another one after
 * each file_write.  To be closed; under 0 where the file system has no locks.
 */
int folder_lock(const char *path, struct arena *a);
/* Makes a folder and those above it; one that is there is fine.  *out_made: the last was not. */
bool folder_make(const char *path, mode_t mode, bool *out_made, struct err *err) MUST_USE;
bool folder_sync(const char *path, struct err *err) MUST_USE;
bool file_there(const char *path);
/*
 * Whether what -o (and --report, if the command has it) would write is apart from what is read,
 * and from each other: ERR_USAGE names the file that would be lost.  keep: a path, or NULL.
 */
bool outputs_apart(const struct call *call, const char *keep, struct err *err) MUST_USE;
/* DIR and name with one slash between; "." is left out. */
char *path_join(struct arena *a, const char *dir, const char *name) MUST_USE;
/* An errno as struct err: what failed, and what to do. */
bool err_from(struct err *err, int number, enum err_code otherwise, const char *what,
	      const char *path);
/* Standard output as it stands; ERR_IO if it could not be written. */
bool output_put(const struct buf *b, struct err *err) MUST_USE;

/* ---- passphrases (passphrase.c) -------------------------------------------------- */

enum { PASSPHRASE_MOST = 1024 };
struct passphrase { /* in locked memory */
	char *text;
	size_t len;
};
/* From --passphrase-file, or asked for on the terminal (twice if it is a new one). */
bool passphrase_get(const struct call *call, bool fresh, struct passphrase *out,
		    struct err *err) MUST_USE;
void passphrase_cleanup(struct passphrase *p);
/* Opens the key file named by --key with it. */
struct secret_key *key_named(const struct call *call, struct err *err);

/* ---- surveys (workspace.c) ------------------------------------------------------- */

/* Makes a workspace in dir: canvass.yaml, forms/, exports/, canvass.db, answers/. */
bool workspace_make(const char *dir, const char *url, struct err *err) MUST_USE;
/* The associated data of a survey's boxes and canaries, which door and desk must agree on. */
void about_records(const char *survey, char *out, size_t size);
void about_canary(const char *survey, char *out, size_t size);
/*
 * Size of the records, boxes and pages of a survey, from its form.  ERR_INPUT if none is large
 * enough.
 */
bool survey_measure(struct survey *survey, const struct form *form, struct err *err)
	MUST_USE;
/* The most bytes of a clear record. */
size_t survey_record_most(const struct survey *survey);
/* Draws keys and canaries for the recipients that survey holds; the canaries live in the arena. */
bool survey_secrets(struct survey *survey, struct arena *a, struct err *err) MUST_USE;
/* The form as frozen; bad text is a damaged workspace: ERR_CONFIG. */
struct form *survey_form(const struct survey *survey, struct arena *a, struct err *err);
void survey_recipients(const struct survey *survey,
		       struct recipient out[SEAL_RECIPIENTS]);
/* "hampshire@2026-1" to the part behind @. */
const char *survey_wave(const char *name);

/*
 * Who may write answers files just now: a running door, through its hatch, or this process under
 * the lock.  Exactly one of the two is set.  Waits some seconds for another command to end.
 */
struct writer {
	struct hatch *hatch;
	struct store_lock *lock;
};
bool writer_get(const char *dir, struct writer *out, struct err *err) MUST_USE;
void writer_cleanup(struct writer *w);
/* Makes the answers file and opens the survey, whose row stands in canvass.db as waiting. */
bool survey_begin(struct store *st, const struct survey *survey, int day, struct err *err)
	MUST_USE;
/*
 * Whether there is anything to end: ERR_INPUT if it is closed already.  A closing that was
 * interrupted half-way is finished by asking for it again.
 */
bool survey_may_end(const char *dir, const struct survey *survey, struct err *err) MUST_USE;
/* Closes the survey and its last batch; may be called again if it was interrupted. */
bool survey_end(struct store *st, const struct survey *survey, int day, struct err *err)
	MUST_USE;
/* "https://host/S/CODE" */
char *link_url(const struct settings *s, const char *code, struct arena *a) MUST_USE;
/*
 * Its QR code for a terminal, of the address in capitals, which makes it smaller.  Escapes
 * set black on white, but not under NO_COLOR (where the ground is taken to be dark), and not
 * where the output is no terminal.
 */
void link_qr(const char *url, bool terminal, struct buf *out, struct arena *a);
/* Draws codes until one fits; sets .code. */
bool link_issue(struct store *st, struct link *links, size_t count, struct err *err)
	MUST_USE;

/* ---- what is wrong (cmd_doctor.c) -------------------------------------------------- */

/*
 * What doctor finds of a workspace, in words: a line each, two blanks before it.  Both are the
 * caller's to free; nothing is printed.
 */
void doctor_look(const struct call *call, struct buf *problems, struct buf *notes,
		 struct arena *a);

/* ---- small things (main.c) ------------------------------------------------------- */

/* A word to the person at the terminal: "canvass: words", on standard error. */
void say(const char *fmt, ...) PRINTF(1, 2);
/* Lines that stand by themselves, such as diagnostics. */
void say_whole(const struct buf *lines);
/*
 * From here on all that this thread says goes there, a line each; NULL: to the terminal again.  For
 * the desk, whose person sits elsewhere.  No progress is shown then.
 */
void say_into(struct buf *out);
/* Whether to use colour and progress there. */
bool on_terminal(int fd);
/* How far a command is, on a terminal alone, and only once it has worked for a second. */
struct progress {
	uint64_t since, last; /* 0: not begun */
	bool shown;
};
void progress_show(struct progress *p, const char *fmt, ...) PRINTF(2, 3);
void progress_end(struct progress *p);
/* SOURCE_DATE_EPOCH's day if it is set (and a number), else today's. */
int release_day(void);

#endif
