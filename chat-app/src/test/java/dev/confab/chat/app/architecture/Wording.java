package dev.confab.chat.app.architecture;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Counts words and openings of sentences that CONTRIBUTING.md rules out, in documents and in comments of Java sources. */
final class Wording {

    /** A string, which does not count although it may look like a comment, or a comment as the first group. */
    private static final Pattern COMMENT =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\\n])*\"|(/\\*.*?\\*/|//[^\\n]*)", Pattern.DOTALL);

    private static final Pattern UNWANTED = Pattern.compile(
            "\\b(?:[Ww]hoever|[Nn]obody|[Ss]omebody|[Ee]verybody|anew|any more|be it|in vain|as far as|hears?"
                    + "|is told|are told)\\b|\\bfor ever\\b(?!\\.)|(?:^|/\\*\\*|\\*|\\. )\\s*Answers\\b",
            Pattern.MULTILINE);

    private Wording() {}

    /** Returns the number of unwanted words of each file that has any, by path. */
    static Map<String, Integer> findings(List<Path> files) {
        var findings = new TreeMap<String, Integer>();
        for (var file : files) {
            int count = count(prose(file));
            if (count > 0) {
                findings.put(SourceTree.name(file), count);
            }
        }
        return findings;
    }

    static int count(String prose) {
        return (int) UNWANTED.matcher(prose).results().count();
    }

    private static String prose(Path file) {
        var text = SourceTree.read(file);
        return file.toString().endsWith(".java")
                ? COMMENT.matcher(text)
                        .results()
                        .map(match -> match.group(1))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("\n"))
                : text;
    }
}
