package dev.confab.chat.domain.user;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The scripts allowed in one word of a user name: the restriction level "highly restrictive" of UTS #39. */
final class NameScripts {

    /** Japanese, Chinese and Korean use several scripts, mixed with Latin letters. */
    private static final List<Set<UnicodeScript>> MIXABLE = List.of(
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

    private NameScripts() {}

    /** Whether each word of {@code name} is of allowed scripts; {@code .}, {@code _} and {@code -} separate words. */
    static boolean areAllowedIn(String name) {
        var wordScripts = EnumSet.noneOf(UnicodeScript.class);
        for (int codePoint : name.codePoints().toArray()) {
            if (Username.isSeparator(codePoint)) {
                wordScripts.clear();
            }
            add(wordScripts, UnicodeScript.of(codePoint));
            if (!canMix(wordScripts)) {
                return false;
            }
        }
        return true;
    }

    /** Adds a script, unless it is that of digits or of marks, which combine with any script. */
    private static void add(Set<UnicodeScript> scripts, UnicodeScript script) {
        if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
            scripts.add(script);
        }
    }

    private static boolean canMix(Set<UnicodeScript> scripts) {
        return scripts.size() <= 1 || MIXABLE.stream().anyMatch(mixable -> mixable.containsAll(scripts));
    }
}
