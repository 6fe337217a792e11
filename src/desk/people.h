/*
 * People at the desk: names, roles, invitations.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_PEOPLE_H
#define CANVASS_DESK_PEOPLE_H

#include "desk/page.h"

enum { INVITE_TEXT = 44 };

/* What desk.db keeps of an invitation's token. */
void invite_hash(const char *token, unsigned char out[SEAL_HASH]);
/* Two fields, new1 and new2, with what is asked of a passphrase. */
void new_passphrase_fields(struct desk_visit *v);

#endif
