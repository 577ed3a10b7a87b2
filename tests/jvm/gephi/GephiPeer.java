import java.awt.Color;
import java.awt.Font;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.gephi.graph.api.AttributeUtils;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.io.exporter.preview.PDFExporter;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.layout.plugin.forceAtlas2.ForceAtlas2;
import org.gephi.layout.plugin.forceAtlas2.ForceAtlas2Builder;
import org.gephi.layout.plugin.labelAdjust.LabelAdjust;
import org.gephi.layout.plugin.labelAdjust.LabelAdjustBuilder;
import org.gephi.preview.api.PreviewController;
import org.gephi.preview.api.PreviewProperties;
import org.gephi.preview.api.PreviewProperty;
import org.gephi.preview.types.DependantColor;
import org.gephi.preview.types.DependantOriginalColor;
import org.gephi.preview.types.EdgeColor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.gephi.statistics.plugin.Modularity;
import org.joda.time.DateTimeZone;
import org.openide.util.Lookup;

/**
 * Opens network files in the Gephi Toolkit as Gephi's own "Open" does, with every setting as it comes, and tells
 * what Gephi then holds. Jobs are lines of words between tabs, on standard input; see JavaPeer for the answers.
 */
public class GephiPeer {
    private static final Color[] COMMUNITIES = {
        new Color(0x4477AA), new Color(0xEE6677), new Color(0x228833), new Color(0xCCBB44), new Color(0x66CCEE),
        new Color(0xAA3377), new Color(0xBBBBBB), new Color(0x994F00), new Color(0x44AA99), new Color(0x882255),
    };

    private final PrintStream answers;
    private GraphModel model;

    private GephiPeer(PrintStream answers) {
        this.answers = answers;
    }

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Logger.getLogger("").setLevel(Level.SEVERE);
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        GephiPeer peer = new GephiPeer(answers);
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
            try {
                peer.run(line.split("\t"));
                answers.println("done");
            } catch (Exception error) {
                answers.println("failed\t" + one(error.toString()));
            }
        }
    }

    private void run(String[] job) throws Exception {
        switch (job[0]) {
            case "open":
                open(new File(job[1]), job.length > 2 && job[2].equals("unmerged"));
                break;
            case "elements":
                elements();
                break;
            case "forces":
                forces(Integer.parseInt(job[1]));
                break;
            case "giant":
                giant();
                break;
            case "caption":
                caption(job[1]);
                break;
            case "window":
                window(job[1], job[2]);
                break;
            case "communities":
                communities();
                break;
            case "labels":
                labels(Integer.parseInt(job[1]), Float.parseFloat(job[2]));
                break;
            case "picture":
                picture(new File(job[1]), Integer.parseInt(job[2]), Integer.parseInt(job[3]), Arrays.asList(job));
                break;
            default:
                throw new IllegalArgumentException("no such job: " + job[0]);
        }
    }

    /**
     * A new project from one file, with every setting as it comes or with "Don't merge" for parallel edges; what the
     * import report says, the columns, the counts, the ends of the time line.
     */
    private void open(File file, boolean unmerged) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController imports = Lookup.getDefault().lookup(ImportController.class);
        Container container = imports.importFile(file);
        List<Issue> issues = new ArrayList<>();
        for (Iterator<Issue> each = container.getReport().getIssues(1000); each.hasNext(); ) {
            issues.add(each.next());
        }
        if (unmerged) {
            container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
        }
        imports.process(container, new DefaultProcessor(), workspace);
        for (Issue issue : issues) {
            tell("issue", issue.getLevel(), issue.getMessage());
        }
        model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        tell("counts", model.getGraph().getNodeCount(), model.getGraph().getEdgeCount());
        for (Column column : model.getNodeTable()) {
            tell("column", "node", column.getId(), column.getTypeClass().getSimpleName());
        }
        for (Column column : model.getEdgeTable()) {
            tell("column", "edge", column.getId(), column.getTypeClass().getSimpleName());
        }
        TreeSet<String> kinds = new TreeSet<>();
        for (Object label : model.getEdgeTypeLabels()) {
            kinds.add(String.valueOf(label));
        }
        tell("kinds", String.join("|", kinds));
        tell("dynamic", model.isDynamic(), model.getTimeFormat());
        Interval bounds = model.getTimeBounds();
        tell("bounds", date(bounds.getLow()), date(bounds.getHigh()));
    }

    /** Each node and edge as Gephi holds it: its place, looks, intervals and attributes. */
    private void elements() {
        for (Node node : model.getGraph().getNodes().toArray()) {
            tell("node", node.getId(), node.getLabel(), node.x(), node.y(), node.size(), hex(node.getColor()),
                intervals(node), attributes(node));
        }
        for (Edge edge : model.getGraph().getEdges().toArray()) {
            tell("edge", edge.getId(), edge.getLabel(), edge.getSource().getId(), edge.getTarget().getId(),
                edge.getTypeLabel(), edge.getWeight(), edge.isDirected(), intervals(edge), attributes(edge));
        }
    }

    /** ForceAtlas2 with Gephi's own settings; how many nodes it moved, and whether all are on the plane. */
    private void forces(int steps) {
        double[][] before = places();
        ForceAtlas2 layout = new ForceAtlas2Builder().buildLayout();
        layout.setGraphModel(model);
        layout.resetPropertiesValues();
        layout.setThreadsCount(1);
        layout.initAlgo();
        for (int step = 0; step < steps && layout.canAlgo(); step++) {
            layout.goAlgo();
        }
        layout.endAlgo();
        double[][] after = places();
        int moved = 0;
        boolean finite = true;
        for (int index = 0; index < after.length; index++) {
            finite &= Double.isFinite(after[index][0]) && Double.isFinite(after[index][1]);
            moved += Arrays.equals(before[index], after[index]) ? 0 : 1;
        }
        tell("moved", moved, finite);
    }

    private double[][] places() {
        Node[] nodes = model.getGraph().getNodes().toArray();
        return Arrays.stream(nodes).map(node -> new double[] {node.x(), node.y()}).toArray(double[][]::new);
    }

    /** What the filter "Giant Component" leaves. */
    private void giant() {
        Graph graph = model.getGraph();
        Set<Node> largest = new HashSet<>();
        Set<Node> seen = new HashSet<>();
        for (Node start : graph.getNodes().toArray()) {
            Set<Node> part = new HashSet<>();
            Deque<Node> next = new ArrayDeque<>(List.of(start));
            while (!next.isEmpty()) {
                Node node = next.pop();
                if (seen.add(node)) {
                    part.add(node);
                    next.addAll(Arrays.asList(graph.getNeighbors(node).toArray()));
                }
            }
            largest = part.size() > largest.size() ? part : largest;
        }
        for (Node node : graph.getNodes().toArray()) {
            if (!largest.contains(node)) {
                graph.removeNode(node);
            }
        }
        tell("counts", graph.getNodeCount(), graph.getEdgeCount());
    }

    /** Labels from another column, as in the label settings. */
    private void caption(String name) {
        Column column = model.getNodeTable().getColumn(name);
        for (Node node : model.getGraph().getNodes()) {
            Object value = node.getAttribute(column);
            node.setLabel(value == null ? "" : value.toString());
        }
    }

    /** What the time line leaves when its window stands between two days: the rest is hidden from the preview. */
    private void window(String from, String to) {
        Interval window = new Interval(AttributeUtils.parseDateTime(from), AttributeUtils.parseDateTime(to));
        for (Node node : model.getGraph().getNodes().toArray()) {
            if (!holds(node, window)) {
                model.getGraph().removeNode(node);
            }
        }
        for (Edge edge : model.getGraph().getEdges().toArray()) {
            if (!holds(edge, window)) {
                model.getGraph().removeEdge(edge);
            }
        }
        tell("counts", model.getGraph().getNodeCount(), model.getGraph().getEdgeCount());
    }

    /** An element without a time is always there. */
    private static boolean holds(Element element, Interval window) {
        Interval[] intervals = element.getIntervals();
        return intervals.length == 0 || Arrays.stream(intervals).anyMatch(each -> each.compareTo(window) == 0);
    }

    /** Modularity as in the statistics panel; colours by class, the largest class first. */
    private void communities() {
        Modularity modularity = new Modularity();
        modularity.setRandom(false);
        modularity.setUseWeight(true);
        modularity.execute(model);
        Column column = model.getNodeTable().getColumn(Modularity.MODULARITY_CLASS);
        int[] sizes = new int[model.getGraph().getNodeCount() + 1];
        for (Node node : model.getGraph().getNodes()) {
            sizes[(Integer) node.getAttribute(column)]++;
        }
        Integer[] order = new Integer[sizes.length];
        Arrays.setAll(order, index -> index);
        Arrays.sort(order, (one, other) -> sizes[other] - sizes[one]);
        List<Integer> ranks = Arrays.asList(order);
        for (Node node : model.getGraph().getNodes()) {
            int rank = ranks.indexOf(node.getAttribute(column));
            node.setColor(rank < COMMUNITIES.length ? COMMUNITIES[rank] : Color.LIGHT_GRAY);
        }
        tell("communities", Arrays.stream(sizes).filter(size -> size > 1).count(), modularity.getModularity());
    }

    /** Gephi's "Label Adjust" over labels of the size that `picture` draws. */
    private void labels(int steps, float scale) {
        for (Node node : model.getGraph().getNodes()) {
            float height = scale * (float) Math.sqrt(node.size());
            node.getTextProperties().setDimensions(0.55f * height * String.valueOf(node.getLabel()).length(), height);
        }
        LabelAdjust layout = new LabelAdjustBuilder().buildLayout();
        layout.setGraphModel(model);
        layout.setAdjustBySize(true);
        layout.initAlgo();
        for (int step = 0; step < steps && layout.canAlgo(); step++) {
            layout.goAlgo();
        }
        layout.endAlgo();
    }

    /**
     * The Preview panel's export to PDF; for a PNG that page is drawn, since Gephi's own PNG asks for a screen.
     * Words after the size in points set the properties of the panel.
     */
    private void picture(File file, int width, int height, List<String> job) throws IOException {
        PreviewController previews = Lookup.getDefault().lookup(PreviewController.class);
        PreviewProperties look = previews.getModel().getProperties();
        look.putValue(PreviewProperty.SHOW_NODE_LABELS, !job.contains("nolabels"));
        look.putValue(PreviewProperty.NODE_LABEL_PROPORTIONAL_SIZE, job.contains("proportional"));
        look.putValue(PreviewProperty.NODE_LABEL_FONT, new Font("DejaVu Sans", Font.PLAIN, number(job, "font=", 12)));
        look.putValue(PreviewProperty.NODE_LABEL_COLOR, new DependantOriginalColor(Color.BLACK));
        look.putValue(PreviewProperty.NODE_LABEL_OUTLINE_SIZE, 3f);
        look.putValue(PreviewProperty.NODE_LABEL_OUTLINE_COLOR, new DependantColor(Color.WHITE));
        look.putValue(PreviewProperty.NODE_LABEL_OUTLINE_OPACITY, 80f);
        look.putValue(PreviewProperty.NODE_BORDER_WIDTH, 0f);
        look.putValue(PreviewProperty.EDGE_CURVED, !job.contains("straight"));
        look.putValue(PreviewProperty.EDGE_OPACITY, (float) number(job, "opacity=", 40));
        look.putValue(PreviewProperty.EDGE_THICKNESS, (float) number(job, "thickness=", 1));
        look.putValue(PreviewProperty.ARROW_SIZE, 0f);
        look.putValue(PreviewProperty.EDGE_COLOR, new EdgeColor(EdgeColor.Mode.MIXED));
        look.putValue(PreviewProperty.BACKGROUND_COLOR, Color.WHITE);
        previews.refreshPreview();
        Workspace workspace = Lookup.getDefault().lookup(ProjectController.class).getCurrentWorkspace();
        PDFExporter exporter = new PDFExporter();
        exporter.setWorkspace(workspace);
        exporter.setPageSize(new PDRectangle(width, height));
        exporter.setMarginTop(10);
        exporter.setMarginBottom(10);
        exporter.setMarginLeft(10);
        exporter.setMarginRight(10);
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        exporter.setOutputStream(page);
        exporter.execute();
        if (file.getName().endsWith(".pdf")) {
            Files.write(file.toPath(), page.toByteArray());
        } else {
            try (PDDocument document = PDDocument.load(page.toByteArray())) {
                ImageIO.write(new PDFRenderer(document).renderImageWithDPI(0, 72, ImageType.RGB), "png", file);
            }
        }
        tell("written", file.length());
    }

    private static int number(List<String> job, String name, int otherwise) {
        return job.stream().filter(word -> word.startsWith(name)).findFirst()
            .map(word -> Integer.parseInt(word.substring(name.length()))).orElse(otherwise);
    }

    private static String intervals(Element element) {
        List<String> found = new ArrayList<>();
        for (Interval interval : element.getIntervals()) {
            found.add(date(interval.getLow()) + "/" + date(interval.getHigh()));
        }
        return String.join(";", found);
    }

    private static String attributes(Element element) {
        StringBuilder text = new StringBuilder();
        for (Column column : element.getAttributeColumns()) {
            Object value = element.getAttribute(column);
            if (!column.isProperty() && value != null) {
                String shown = value instanceof Object[] ? String.join("¦", (String[]) value) : value.toString();
                text.append(text.length() == 0 ? "" : "\u001f").append(column.getId()).append('=').append(one(shown));
            }
        }
        return text.toString();
    }

    private static String date(double instant) {
        return Double.isInfinite(instant) ? "" : AttributeUtils.printDate(instant, DateTimeZone.UTC);
    }

    private static String hex(Color colour) {
        return String.format("#%06X", colour.getRGB() & 0xFFFFFF);
    }

    private static String one(String text) {
        return text.replaceAll("[\t\r\n]", " ");
    }

    private void tell(Object... words) {
        List<String> texts = new ArrayList<>();
        for (Object word : words) {
            texts.add(one(String.valueOf(word)));
        }
        answers.println("=" + String.join("\t", texts));
    }
}
