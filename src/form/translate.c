/*
 * The texts that a translator fills in.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
