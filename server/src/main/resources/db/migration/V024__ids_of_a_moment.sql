-- What comes from files is as old as the file says, and ids follow the age. uuidv7() knows the present only, and moved by what
-- lies between the two it is as exact as the moment between two readings of the clock: on a busy machine rows changed places.

-- RFC 9562, version 7, with the microseconds in rand_a (its section 6.2, method 3), as PostgreSQL makes its own.
CREATE FUNCTION uuidv7_of(moment timestamptz) RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE
RETURN (lpad(to_hex(greatest(floor(extract(epoch FROM moment) * 1000), 0)::bigint), 12, '0')
        || '7' || lpad(to_hex((extract(microseconds FROM moment)::bigint % 1000) * 4096 / 1000), 3, '0')
        || right(gen_random_uuid()::text, 17))::uuid;
