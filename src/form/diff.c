/*
 * What differs between two forms, question by question.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
