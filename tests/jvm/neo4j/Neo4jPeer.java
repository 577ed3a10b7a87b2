import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/** Loads the CSV of a folder into Neo4j, in both of its ways, and tells what the database then holds. See JavaPeer. */
public class Neo4jPeer {
    private final PrintStream answers;

    private Neo4jPeer(PrintStream answers) {
        this.answers = answers;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Neo4jPeer peer = new Neo4jPeer(answers);
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
            String[] job = line.split("\t");
            try {
                peer.run(job[0], Path.of(job[1]), Path.of(job[2]));
                answers.println("done");
            } catch (Exception error) {
                answers.println("failed\t" + one(error.toString()));
            }
        }
    }

    private void run(String job, Path folder, Path home) throws Exception {
        if (job.equals("import")) {
            bulk(folder, home);
        } else if (!job.equals("load")) {
            throw new IllegalArgumentException("no such job: " + job);
        }
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(home)
            .setConfig(GraphDatabaseSettings.load_csv_file_url_root, folder)
            .build();
        try {
            GraphDatabaseService database = service.database("neo4j");
            if (job.equals("load")) {
                load(database, Files.readString(folder.resolve("load.cypher")));
                load(database, Files.readString(folder.resolve("load.cypher")));
            }
            tell(database);
        } finally {
            service.shutdown();
        }
    }

    /** neo4j-admin, with the words that the script names. */
    private static void bulk(Path folder, Path home) throws Exception {
        List<String> words = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx512m", "-cp",
            System.getProperty("java.class.path"), "org.neo4j.cli.AdminTool", "database", "import", "full",
            "neo4j", "--array-delimiter=|", "--nodes=nodes.csv", "--relationships=relationships.csv"));
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("NEO4J_HOME", home.toString());
        Files.createDirectories(home.resolve("conf"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("neo4j-admin: " + said);
        }
    }

    private static void load(GraphDatabaseService database, String script) {
        for (String statement : script.replaceAll("(?m)^//.*$", "").split(";\\s*(\n|$)")) {
            if (!statement.isBlank()) {
                database.executeTransactionally(statement);
            }
        }
    }

    private void tell(GraphDatabaseService database) {
        try (Transaction transaction = database.beginTx()) {
            for (Node node : transaction.getAllNodes()) {
                List<String> labels = new ArrayList<>();
                node.getLabels().forEach(label -> labels.add(label.name()));
                labels.sort(null);
                answers.println("=node\t" + node.getProperty("iri") + "\t" + String.join("|", labels) + "\t"
                    + properties(node));
            }
            for (Relationship edge : transaction.getAllRelationships()) {
                answers.println("=edge\t" + edge.getProperty("id") + "\t" + edge.getType().name() + "\t"
                    + edge.getStartNode().getProperty("iri") + "\t" + edge.getEndNode().getProperty("iri") + "\t"
                    + properties(edge));
            }
        }
    }

    /** Names with the classes of their values and the values; lists between "¦". */
    private static String properties(Entity entity) {
        List<String> told = new ArrayList<>();
        for (Map.Entry<String, Object> each : new TreeMap<>(entity.getAllProperties()).entrySet()) {
            Object value = each.getValue();
            String shown = value instanceof Object[] ? String.join("¦", (String[]) value) : String.valueOf(value);
            told.add(each.getKey() + ":" + value.getClass().getSimpleName() + "=" + one(shown));
        }
        return String.join("\u001f", told);
    }

    private static String one(String text) {
        return text.replaceAll("[\t\r\n]", " ");
    }
}
