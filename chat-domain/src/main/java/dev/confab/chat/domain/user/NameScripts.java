package dev.confab.chat.domain.user;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which scripts may stand in one word of a user name: the restriction level "highly restrictive" of UTS #39. */
final class NameScripts {

    /** Japanese, Chinese and Korean are written in several scripts, and with Latin letters among them. */
    private static final List<Set<UnicodeScript>> TOGETHER = List.of(
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

    private NameScripts() {}

    /** Whether each word of {@code name}, between signs such as {@code .}, {@code _} and {@code -}, keeps to the level. */
    static boolean agree(String name) {
        var word = EnumSet.noneOf(UnicodeScript.class);
        for (int sign : name.codePoints().toArray()) {
            if (Username.isSeparator(sign)) {
                word.clear();
            }
            add(word, UnicodeScript.of(sign));
            if (!mayMix(word)) {
                return false;
            }
        }
        return true;
    }

    /** Digits, and marks that go on letters of any script, belong to no script. */
    private static void add(Set<UnicodeScript> word, UnicodeScript script) {
        if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
            word.add(script);
        }
    }

    private static boolean mayMix(Set<UnicodeScript> word) {
        return word.size() <= 1 || TOGETHER.stream().anyMatch(scripts -> scripts.containsAll(word));
    }
}
