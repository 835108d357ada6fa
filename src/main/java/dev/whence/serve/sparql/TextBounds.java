package dev.whence.serve.sparql;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformer;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.RegexEngine;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformCopyBase;
import org.apache.jena.sparql.syntax.syntaxtransform.ExprTransformApplyElementTransform;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;
import org.jspecify.annotations.Nullable;

/**
 * Puts bounds on the functions that can burn time or memory within one step of a query, where no timeout of ARQ's looks:
 * REGEX and REPLACE stop when the query is cancelled, CONCAT and REPLACE make no text beyond a length.
 */
final class TextBounds extends ExprTransformApplyElementTransform {
    /** Characters; longer than any literal that a receipt can bring in. */
    private static final int LONGEST = 2 << 20;

    private final AtomicBoolean cancelled;

    private TextBounds(AtomicBoolean cancelled) {
        super(new ElementTransformCopyBase());
        this.cancelled = cancelled;
    }

    /** @param cancelled true when the query must stop, even while it is only planned */
    static Query on(Query query, AtomicBoolean cancelled) {
        return QueryTransformOps.transform(query, new ElementTransformCopyBase(), new TextBounds(cancelled));
    }

    @Override
    public Expr transform(ExprFunctionN function, ExprList arguments) {
        if (function instanceof E_Regex) {
            return new Regex(arguments, cancelled);
        }
        if (function instanceof E_StrReplace) {
            return new Replace(arguments, cancelled);
        }
        return function instanceof E_StrConcat ? new Concat(arguments) : super.transform(function, arguments);
    }

    /** Jena leaves what stands inside an aggregate as it is. */
    @Override
    public Expr transform(ExprAggregator aggregate) {
        ExprList inside = aggregate.getAggregator().getExprList();
        return inside == null
                ? aggregate
                : new ExprAggregator(
                        aggregate.getVar(), aggregate.getAggregator().copy(ExprTransformer.transform(this, inside)));
    }

    private static @Nullable Expr orNull(ExprList arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private static Matcher matcher(String label, List<NodeValue> arguments, int flagsAt, AtomicBoolean cancelled) {
        String flags = flagsAt < arguments.size() ? arguments.get(flagsAt).getString() : null;
        Pattern pattern = RegexEngine.makePattern(label, arguments.get(1).getString(), flags);
        String text = arguments.get(0).asNode().getLiteralLexicalForm();
        return pattern.matcher(new StoppableText(text, cancelled));
    }

    private static void check(long length) {
        if (length > LONGEST) {
            throw new LimitException("The query makes a text of more than " + LONGEST + " characters.");
        }
    }

    private static final class Regex extends E_Regex {
        private final AtomicBoolean cancelled;

        Regex(ExprList arguments, AtomicBoolean cancelled) {
            super(arguments.get(0), arguments.get(1), orNull(arguments, 2));
            this.cancelled = cancelled;
        }

        @Override
        public NodeValue eval(List<NodeValue> arguments) {
            return arguments.stream().allMatch(NodeValue::isString)
                            || arguments.get(0).isLangString()
                    ? NodeValue.makeBoolean(
                            matcher("REGEX", arguments, 2, cancelled).find())
                    : super.eval(arguments);
        }

        @Override
        public Expr copy(ExprList arguments) {
            return new Regex(arguments, cancelled);
        }
    }

    private static final class Replace extends E_StrReplace {
        private final AtomicBoolean cancelled;

        Replace(ExprList arguments, AtomicBoolean cancelled) {
            super(arguments.get(0), arguments.get(1), arguments.get(2), orNull(arguments, 3));
            this.cancelled = cancelled;
        }

        /** Matches once under the cancel signal and adds up lengths; only then does ARQ build the text. */
        @Override
        public NodeValue eval(List<NodeValue> arguments) {
            if (arguments.get(0).isLiteral() && arguments.stream().skip(1).allMatch(NodeValue::isString)) {
                String replacement = arguments.get(2).getString();
                long references = replacement.chars().filter(c -> c == '$').count();
                long length = arguments.get(0).asNode().getLiteralLexicalForm().length();
                for (Matcher found = matcher("REPLACE", arguments, 3, cancelled); found.find(); ) {
                    length += replacement.length() + references * (found.end() - found.start());
                    check(length);
                }
            }
            return super.eval(arguments);
        }

        @Override
        public Expr copy(ExprList arguments) {
            return new Replace(arguments, cancelled);
        }
    }

    private static final class Concat extends E_StrConcat {
        Concat(ExprList arguments) {
            super(arguments);
        }

        @Override
        public NodeValue eval(List<NodeValue> arguments) {
            check(arguments.stream()
                    .filter(NodeValue::isLiteral)
                    .mapToLong(argument ->
                            argument.asNode().getLiteralLexicalForm().length())
                    .sum());
            return super.eval(arguments);
        }

        @Override
        public Expr copy(ExprList arguments) {
            return new Concat(arguments);
        }
    }
}
