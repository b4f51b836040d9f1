package dev.confab.chat.adapter.fanout;

import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisDataException;

/** Descriptions of Redis failures for the log. */
final class RedisFailure {

    private static final Pattern CODE = Pattern.compile("[A-Z]{2,20}");

    private RedisFailure() {}

    /** Returns the reason. Errors of the server are reduced to their code, because they may repeat the data. */
    static String reason(RuntimeException failure) {
        var text = String.valueOf(failure.getMessage());
        if (!(failure instanceof JedisDataException)) {
            return text;
        }
        var code = CODE.matcher(text);
        return code.lookingAt() ? code.group() : failure.getClass().getSimpleName();
    }
}
