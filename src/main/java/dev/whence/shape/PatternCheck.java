package dev.whence.shape;

import java.util.Collection;
import java.util.regex.Pattern;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Statement;
import org.jspecify.annotations.Nullable;
import org.topbraid.shacl.engine.Constraint;
import org.topbraid.shacl.validation.ConstraintExecutor;
import org.topbraid.shacl.validation.ConstraintExecutors;
import org.topbraid.shacl.validation.ValidationEngine;
import org.topbraid.shacl.vocabulary.SH;

/**
 * {@code sh:pattern}, because TopBraid 1.4.4's own needs a class that Jena 5.6.0 no longer has. Flags are those of
 * SPARQL's REGEX: {@code i}, {@code m}, {@code s}, {@code x}, {@code q}.
 */
final class PatternCheck implements ConstraintExecutor {
    private final Pattern pattern;

    private PatternCheck(Constraint constraint) {
        // The component has two parameters, so the constraint itself has no single value to give.
        String regex = constraint.getShapeResource().getProperty(SH.pattern).getString();
        this.pattern =
                Pattern.compile(regex, flags(constraint.getShapeResource().getProperty(SH.flags)));
    }

    /** Puts this in the engine's place for patterns; doing so again changes nothing. */
    static void register() {
        Registration.once();
    }

    @Override
    public void executeConstraint(Constraint constraint, ValidationEngine engine, Collection<RDFNode> focusNodes) {
        for (RDFNode focus : focusNodes) {
            for (RDFNode value : engine.getValueNodes(constraint, focus)) {
                if (!matches(value)) {
                    engine.createValidationResult(
                            constraint, focus, value, () -> "Value does not match pattern \"" + pattern + "\"");
                }
            }
        }
    }

    /** SHACL §4.4.3: a blank node never matches; of an IRI its text is judged, of a literal its lexical form. */
    private boolean matches(RDFNode value) {
        if (value.isAnon()) {
            return false;
        }
        String text = value.isLiteral()
                ? value.asLiteral().getLexicalForm()
                : value.asResource().getURI();
        return pattern.matcher(text).find();
    }

    private static int flags(@Nullable Statement stated) {
        return stated == null
                ? 0
                : stated.getString().chars().map(PatternCheck::flag).reduce(0, (a, b) -> a | b);
    }

    private static int flag(int letter) {
        return switch (letter) {
            case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            case 'm' -> Pattern.MULTILINE;
            case 's' -> Pattern.DOTALL;
            case 'x' -> Pattern.COMMENTS;
            case 'q' -> Pattern.LITERAL;
            default -> throw new IllegalArgumentException("not a flag of sh:pattern: " + (char) letter);
        };
    }

    /** The engine's registry is one for the whole process and not made for writing while others read. */
    private static final class Registration {
        static {
            ConstraintExecutors.get().addSpecialExecutor(SH.PatternConstraintComponent, PatternCheck::new);
        }

        static void once() {}
    }
}
