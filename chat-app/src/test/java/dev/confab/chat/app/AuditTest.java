package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.app.Audit.Name;
import dev.confab.chat.app.Audit.Shown;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plants one fault per test; the audit must report it. */
class AuditTest {

    private static final Name ANN_1 = new Name("ann", "1");
    private static final Name ANN_2 = new Name("ann", "2");
    private static final Name BOB_1 = new Name("bob", "1");

    private final Audit audit = new Audit();

    @BeforeEach
    void threeLinesOfWhichOneIsAcknowledged() {
        audit.said(ANN_1, "hello");
        audit.said(ANN_2, "how are you?");
        audit.said(BOB_1, "hello");
        audit.acknowledged(ANN_1, 1);
    }

    @Test
    void completeRoomPasses() {
        assertThat(audit.faults(room(ann1(1), bob1(2), ann2(3)))).isEmpty();
    }

    @Test
    void lostLineIsReported() {
        assertThat(audit.faults(room(ann1(1), ann2(2)))).containsExactly(BOB_1 + " is lost");
    }

    @Test
    void lostAcknowledgedLineIsReportedAsSuch() {
        assertThat(audit.faults(room(bob1(1)))).contains(ANN_1 + " was acknowledged, and is lost");
    }

    @Test
    void duplicateIsReported() {
        assertThat(audit.faults(room(ann1(1), bob1(2), ann2(3), bob1(4)))).containsExactly(BOB_1 + " is there twice");
    }

    @Test
    void gapIsReported() {
        assertThat(audit.faults(room(ann1(1), bob1(2), ann2(4)))).containsExactly("number 3 has seq 4");
    }

    @Test
    void wrongOrderIsReported() {
        assertThat(audit.faults(room(ann2(1), ann1(2), bob1(3))))
                .contains(ANN_2 + " is out of order", ANN_1 + " was acknowledged as 1 and is 2");
    }

    @Test
    void pageInWrongOrderIsReported() {
        assertThat(audit.faults(room(ann1(1), ann2(3), bob1(2))))
                .containsExactly("number 2 has seq 3", "number 3 has seq 2");
    }

    @Test
    void changedBodyIsReported() {
        assertThat(audit.faults(room(ann1(1), bob1(2), new Shown(3, ANN_2, "how are you? "))))
                .containsExactly(ANN_2 + " reads different");
    }

    @Test
    void unsentLineIsReported() {
        var stranger = new Name("eve", "1");

        assertThat(audit.faults(room(ann1(1), bob1(2), ann2(3), new Shown(4, stranger, "hello"))))
                .containsExactly(stranger + " was never said");
    }

    @Test
    void contradictingAcknowledgementIsReported() {
        audit.acknowledged(ANN_1, 2);

        assertThat(audit.faults(room(bob1(1), ann1(2), ann2(3))))
                .containsExactly(ANN_1 + " was acknowledged as 1 and as 2");
    }

    private static List<Shown> room(Shown... lines) {
        return List.of(lines);
    }

    private static Shown ann1(long seq) {
        return new Shown(seq, ANN_1, "hello");
    }

    private static Shown ann2(long seq) {
        return new Shown(seq, ANN_2, "how are you?");
    }

    private static Shown bob1(long seq) {
        return new Shown(seq, BOB_1, "hello");
    }
}
