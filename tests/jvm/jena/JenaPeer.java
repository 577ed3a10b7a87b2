import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sys.JenaSystem;

/**
 * Apache Jena as a second opinion, for tests/java_peers.py. One job a line on standard input, its words separated by
 * tabs; the answer is lines that begin with "=", then one line "done", or "failed" with the reason.
 *
 * quads FILE             each statement of a file in canonical N-Quads, sorted; lines "=warning TEXT" tell what riot frowns at
 * validate DATA SHAPES…  one line per SHACL result: focus, path, value, component, severity, source shape, message
 */
public final class JenaPeer {
    public static void main(String[] arguments) throws Exception {
        JenaSystem.init();
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
        return switch (words[0]) {
            case "quads" -> quads(words[1]);
            case "validate" -> validate(words[1], Arrays.asList(words).subList(2, words.length));
            default -> throw new IllegalArgumentException("unknown job " + words[0]);
        };
    }

    private static List<String> quads(String file) throws Exception {
        var lines = new ArrayList<String>();
        var statements = new TreeSet<String>();
        DatasetGraph dataset = DatasetGraphFactory.create();
        parser(file, lines).parse(dataset);
        for (var quads = dataset.find(); quads.hasNext();) {
            Quad quad = quads.next();
            String graph = quad.isDefaultGraph() ? "" : " " + term(quad.getGraph());
            statements.add(term(quad.getSubject()) + " " + term(quad.getPredicate()) + " " + term(quad.getObject()) + graph + " .");
        }
        lines.addAll(statements);
        return lines;
    }

    private static List<String> validate(String data, List<String> shapes) throws Exception {
        var lines = new ArrayList<String>();
        Graph shapesGraph = graph(shapes);
        keepOneMessage(shapesGraph);
        var report = ShaclValidator.get().validate(Shapes.parse(shapesGraph), graph(List.of(data)));
        for (ReportEntry entry : report.getEntries()) {
            String path = entry.resultPath() == null ? ""
                    : entry.resultPath() instanceof P_Link link ? term(link.getNode())
                    : entry.resultPath().toString().replaceAll("\\s+", " ");
            lines.add(String.join("\t", term(entry.focusNode()), path, term(entry.value()),
                    term(entry.sourceConstraintComponent()), term(entry.severity().level()), term(entry.source()),
                    entry.message() == null ? "" : entry.message().replaceAll("\\s+", " ")));
        }
        return lines;
    }

    private static Graph graph(List<String> files) throws Exception {
        Graph graph = GraphFactory.createDefaultGraph();
        for (String file : files) {
            parser(file, new ArrayList<>()).parse(StreamRDFLib.graph(graph));
        }
        return graph;
    }

    /** SHACL lets a SPARQL constraint have a message per language; Jena refuses a second one, so it sees the first. */
    private static void keepOneMessage(Graph shapes) {
        for (Triple select : shapes.find(Node.ANY, SHACL.select, Node.ANY).toList()) {
            shapes.find(select.getSubject(), SHACL.message, Node.ANY).toList().stream()
                    .sorted(Comparator.comparing(message -> term(message.getObject())))
                    .skip(1)
                    .forEach(shapes::delete);
        }
    }

    /** A strict reader of one file; its warnings are added to the lines, an error ends the job. */
    private static RDFParser parser(String file, List<String> lines) throws Exception {
        Lang language = RDFLanguages.filenameToLang(file);
        if (language == null) {
            throw new IllegalArgumentException("no RDF language is known by the name of " + file);
        }
        return RDFParser.create()
                .source(Path.of(file))
                .lang(language)
                .checking(true)
                .errorHandler(new ErrorHandler() {
                    @Override
                    public void warning(String message, long line, long column) {
                        lines.add("warning\t" + line + "\t" + message.replaceAll("\\s+", " "));
                    }

                    @Override
                    public void error(String message, long line, long column) {
                        throw new IllegalArgumentException("line " + line + ": " + message);
                    }

                    @Override
                    public void fatal(String message, long line, long column) {
                        error(message, line, column);
                    }
                })
                .build();
    }

    private static String term(Node node) {
        return node == null ? "" : NodeFmtLib.strNT(node);
    }
}
