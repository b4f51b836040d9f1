package dev.confab.chat.app.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * Measures Java sources against the limits of CONTRIBUTING.md. The parameters of a record's own constructor do not count:
 * they are its components.
 */
final class Sizes {

    static final int MAX_FILE = 300;
    static final int MAX_METHOD = 25;
    static final int MAX_TEST_METHOD = 40;
    static final int MAX_CONSTRUCTOR = 6;

    private Sizes() {}

    /** Returns every excess, such as {@code Room.java: 450 lines}, with its size, in order of the paths. */
    static Map<String, Integer> excesses(List<Path> files) {
        var excesses = new TreeMap<String, Integer>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : task.parse()) {
                var file = Path.of(unit.getSourceFile().toUri());
                int lines = (int) SourceTree.read(file).lines().count();
                if (lines > MAX_FILE) {
                    excesses.put(SourceTree.name(file), lines);
                }
                new Scanner(unit, positions, SourceTree.name(file), excesses).scan(unit, null);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return excesses;
    }

    private static final class Scanner extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final String file;
        private final Map<String, Integer> excesses;
        private final List<ClassTree> types = new ArrayList<>();

        Scanner(CompilationUnitTree unit, SourcePositions positions, String file, Map<String, Integer> excesses) {
            this.unit = unit;
            this.positions = positions;
            this.file = file;
            this.excesses = excesses;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            types.add(type);
            super.visitClass(type, null);
            types.removeLast();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            var name = file + "#" + typeName() + "." + method.getName();
            int lines = linesOf(method);
            if (lines > (isTest() ? MAX_TEST_METHOD : MAX_METHOD)) {
                excesses.merge(name + " lines", lines, Math::max);
            }
            int parameters = method.getParameters().size();
            if (method.getName().contentEquals("<init>") && parameters > MAX_CONSTRUCTOR && !isRecord()) {
                excesses.merge(name + " parameters", parameters, Math::max);
            }
            return super.visitMethod(method, null);
        }

        private boolean isTest() {
            return file.contains("/src/test/");
        }

        private boolean isRecord() {
            return types.getLast().getKind() == Tree.Kind.RECORD;
        }

        private String typeName() {
            return types.stream().map(type -> type.getSimpleName().toString()).collect(Collectors.joining("."));
        }

        private int linesOf(MethodTree method) {
            if (method.getBody() == null) {
                return 0;
            }
            long start = positions.getStartPosition(unit, method.getBody());
            long end = positions.getEndPosition(unit, method.getBody());
            var map = unit.getLineMap();
            return (int) (map.getLineNumber(end) - map.getLineNumber(start) - 1);
        }
    }
}
