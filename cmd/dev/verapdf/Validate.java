import java.io.FileInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Validate holds each PDF among its arguments to PDF/UA-1 and PDF/A-2a with veraPDF, and prints a line for each file and standard:
 * the standard, the number of checks made, the rules that failed with a comma between them, and the file, with tabs between these.
 */
public class Validate {
    private static final PDFAFlavour[] STANDARDS = {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A};

    public static void main(String[] files) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (PDFAFlavour standard : STANDARDS) {
                out.println(standard + "\t" + validated(file, standard) + "\t" + file);
            }
        }
    }

    private static String validated(String file, PDFAFlavour standard) throws Exception {
        try (FileInputStream in = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, standard);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, false)) {
            ValidationResult result = validator.validate(parser);
            TreeSet<String> failed = new TreeSet<>();
            for (Map.Entry<RuleId, Integer> rule : result.getFailedChecks().entrySet()) {
                failed.add(rule.getKey().getClause() + "-" + rule.getKey().getTestNumber());
            }
            if (!result.isCompliant() && failed.isEmpty()) {
                failed.add("?");
            }
            return result.getTotalAssertions() + "\t" + String.join(",", failed);
        }
    }
}
