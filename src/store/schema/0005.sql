-- canvass.db, version 5: a place may have links that are closed beside the one that is open, so that
-- a poster that is lost or spoilt can be replaced.  Its number and headcount go on.
-- Run when a workspace is made, and on an older one by the first command that writes.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: drop_link_place
DROP INDEX link_place;

-- name: drop_link_place_number
DROP INDEX link_place_number;

-- name: make_link_place_open
CREATE UNIQUE INDEX link_place ON link (survey, place) WHERE place <> '' AND closed = 0;

-- name: make_link_place_number_open
CREATE UNIQUE INDEX link_place_number ON link (survey, place_number)
WHERE place_number <> 0 AND closed = 0;

-- For finding alone, closed ones too.
-- name: make_link_place_any
CREATE INDEX link_place_any ON link (survey, place);

-- name: make_link_place_number_any
CREATE INDEX link_place_number_any ON link (survey, place_number);
