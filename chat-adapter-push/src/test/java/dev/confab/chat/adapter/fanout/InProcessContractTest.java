package dev.confab.chat.adapter.fanout;

/** The contracts on a single node. */
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
