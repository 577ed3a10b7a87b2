import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.semanticweb.HermiT.ReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.reasoner.OWLReasoner;

/**
 * The OWL API and HermiT as a second opinion, for tests/java_peers.py. One job a line on standard input, its words
 * separated by tabs; the answer is lines that begin with "=", then one line "done", or "failed" with the reason.
 *
 * rl FILE      what keeps an ontology out of OWL 2 RL, undeclared terms included
 * reason FILE  "inconsistent", or each class that can have no instance
 */
public final class OwlPeer {
    public static void main(String[] arguments) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                for (String answer : answer(line.split("\t"))) {
                    out.print("=" + answer + "\n");
                }
                out.print("done\n");
            } catch (Exception problem) {
                String reason = problem.getClass().getSimpleName() + ": " + problem.getMessage();
                out.print("failed\t" + reason.replaceAll("\\s+", " ") + "\n");
            }
            out.flush();
        }
    }

    private static List<String> answer(String[] words) throws Exception {
        OWLOntology ontology = load(words[1]);
        return switch (words[0]) {
            case "rl" -> violations(ontology);
            case "reason" -> contradictions(ontology);
            default -> throw new IllegalArgumentException("unknown job " + words[0]);
        };
    }

    private static OWLOntology load(String file) throws Exception {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        // Nothing is fetched: an import that is not at hand is a fault of ours, not a reason to ask the network.
        manager.setOntologyLoaderConfiguration(new OWLOntologyLoaderConfiguration()
                .setFollowRedirects(false)
                .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.THROW_EXCEPTION));
        OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new File(file));
        if (ontology.importsDeclarations().count() > 0) {
            throw new IllegalArgumentException(file + " imports another ontology");
        }
        return ontology;
    }

    private static List<String> violations(OWLOntology ontology) {
        var lines = new TreeSet<String>();
        for (OWLProfileViolation violation : new OWL2RLProfile().checkOntology(ontology).getViolations()) {
            lines.add(violation.toString().replaceAll("\\s+", " "));
        }
        return new ArrayList<>(lines);
    }

    private static List<String> contradictions(OWLOntology ontology) {
        OWLReasoner reasoner = new ReasonerFactory().createReasoner(ontology);
        try {
            if (!reasoner.isConsistent()) {
                return List.of("inconsistent");
            }
            var lines = new TreeSet<String>();
            reasoner.getUnsatisfiableClasses().entities()
                    .filter(name -> !name.isOWLNothing())
                    .forEach(name -> lines.add(name.toStringID()));
            return new ArrayList<>(lines);
        } finally {
            reasoner.dispose();
        }
    }
}
