package dev.whence.map;

import dev.whence.receipt.Receipt;

/** Says in triples what one kind of receipt says. Kinds are mapped apart: they do not mean the same. */
interface KindMapper<R extends Receipt> {
    void map(R receipt, Statements out);
}
