package dev.confab.chat.adapter.fanout;

/** One node alone keeps every contract. */
class InProcessContractTest extends FanOutContracts {

    private final FanOutAdapter node = FanOutAdapter.inProcess();

    @Override
    FanOutAdapter one() {
        return node;
    }

    @Override
    FanOutAdapter other() {
        return node;
    }
}
