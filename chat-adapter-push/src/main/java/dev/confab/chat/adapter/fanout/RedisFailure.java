package dev.confab.chat.adapter.fanout;

import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a failure of Redis may say in a log. */
final class RedisFailure {

    private static final Pattern CODE = Pattern.compile("[A-Z]{2,20}");

    private RedisFailure() {}

    /** The reason in short; of what the server says only the code, for it likes to repeat what was sent. */
    static String reason(RuntimeException failure) {
        var text = String.valueOf(failure.getMessage());
        if (!(failure instanceof JedisDataException)) {
            return text;
        }
        var code = CODE.matcher(text);
        return code.lookingAt() ? code.group() : failure.getClass().getSimpleName();
    }
}
