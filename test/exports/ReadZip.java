import java.io.FileInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** Prints size and path of each entry that a stream of an archive has, and checks that the directory has as many. */
class ReadZip {
  public static void main(String[] args) throws Exception {
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    var entries = 0;
    var buffer = new byte[1 << 16];
    try (var stream = new ZipInputStream(new FileInputStream(args[0]))) {
      for (var entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry(), entries++) {
        long size = 0;
        for (int read; (read = stream.read(buffer)) > 0; ) size += read;
        out.print(size + " " + entry.getName() + "\n");
      }
    }
    out.flush();
    try (var file = new ZipFile(args[0])) {
      if (file.size() != entries) throw new IllegalStateException("The directory has " + file.size() + " entries.");
    }
  }
}
