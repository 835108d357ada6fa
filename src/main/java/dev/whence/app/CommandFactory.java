package dev.whence.app;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives every command the terminal that it speaks to. */
final class CommandFactory implements IFactory {
    private final Terminal terminal;
    private final IFactory others = CommandLine.defaultFactory();

    CommandFactory(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getDeclaredConstructor(Terminal.class).newInstance(terminal);
        } catch (NoSuchMethodException itNeedsNone) {
            return others.create(type);
        }
    }
}
