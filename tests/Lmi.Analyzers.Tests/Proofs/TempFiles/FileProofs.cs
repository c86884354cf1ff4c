using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.TempFiles;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.TempFiles;

/// <summary>Files: content is never mixed, and nothing is left in the temporary directory. The file system is none of what Coyote controls.</summary>
public class FileProofs
{
    private const string Case = """

        public static class Case
        {
            private static readonly Function s_function = new();
            private static int s_others;

            public static void Invoke(int number)
            {
                if (s_function.Handle("customer " + number, null!) != "customer " + number)
                {
                    Interlocked.Increment(ref s_others);
                }
            }

            public static string? Check(int invocations) => s_others > 0 ? $"{s_others} answers for another customer" : Directory.GetFiles("/tmp").Length > 0 ? "files are left behind" : null;
        }
        """;

    [Fact]
    public Task Unique_name_stress_only_because_files_are_outside_of_Coyote() => Proof.FailsAndIsRepairedUnderStressAsync<Lmi2001SharedFileWrittenCodeFix>("Add a GUID", """
        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                var path = Path.Combine(Path.GetTempPath(), "answer.txt");
                try
                {
                    File.WriteAllText(path, input);
                    Window.Open();
                    return File.ReadAllText(path);
                }
                finally
                {
                    File.Delete(path);
                }
            }
        }
        """ + Case);

    [Fact]
    public Task Own_directory_stress_only_because_files_are_outside_of_Coyote() => Proof.FailsAndIsRepairedUnderStressAsync<Lmi2003SharedDirectoryClearedCodeFix>("Give each invocation", """
        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                var work = Path.Combine(Path.GetTempPath(), "work");
                Directory.CreateDirectory(work);
                var path = Path.Combine(work, Guid.NewGuid().ToString("N"));
                File.WriteAllText(path, input);
                Window.Open();
                var answer = File.ReadAllText(path);
                Directory.Delete(work, recursive: true);
                return answer;
            }
        }
        """ + Case);

    [Fact]
    public Task Own_directory_that_was_cleared_first_stress_only_because_files_are_outside_of_Coyote() => Proof.FailsAndIsRepairedUnderStressAsync<Lmi2003SharedDirectoryClearedCodeFix>("Give each invocation", """
        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                var work = Path.Combine(Path.GetTempPath(), "work");
                if (Directory.Exists(work))
                    Directory.Delete(work, recursive: true);
                Directory.CreateDirectory(work);
                var path = Path.Combine(work, Guid.NewGuid().ToString("N"));
                File.WriteAllText(path, input);
                Window.Open();
                return File.ReadAllText(path);
            }
        }
        """ + Case.Replace("GetFiles(\"/tmp\")", "GetFileSystemEntries(\"/tmp\")", System.StringComparison.Ordinal));

    [Fact]
    public Task Deleted_archive_of_a_directory_stress_only_because_files_are_outside_of_Coyote() => Proof.FailsAndIsRepairedUnderStressAsync<Lmi2005TempFileLeftBehindCodeFix>("Delete the file", """
        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                var work = Directory.CreateTempSubdirectory();
                try
                {
                    File.WriteAllText(Path.Combine(work.FullName, "a.txt"), input);
                    var packed = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
                    System.IO.Compression.ZipFile.CreateFromDirectory(work.FullName, packed);
                    using var archive = System.IO.Compression.ZipFile.OpenRead(packed);
                    return new StreamReader(archive.Entries[0].Open()).ReadToEnd();
                }
                finally
                {
                    work.Delete(recursive: true);
                }
            }
        }
        """ + Case);

    [Fact]
    public Task Moved_into_place_stress_only_because_files_are_outside_of_Coyote() => Proof.FailsAndIsRepairedUnderStressAsync<Lmi2004CheckThenCreateFileCodeFix>("Write to a unique name", """
        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                const string Model = "/tmp/model.txt";
                if (!File.Exists(Model))
                {
                    using var writer = new StreamWriter(Model);
                    writer.Write("half");
                    writer.Flush();
                    Window.Open();
                    writer.Write("half");
                }

                return File.ReadAllText(Model) == "halfhalf" ? input : "half a model";
            }
        }
        """ + Case.Replace("Directory.GetFiles(\"/tmp\").Length > 0", "Directory.GetFiles(\"/tmp\").Length > 1", System.StringComparison.Ordinal));

    [Fact]
    public Task Deleted_stress_only_because_files_are_outside_of_Coyote() => Proof.FailsAndIsRepairedUnderStressAsync<Lmi2005TempFileLeftBehindCodeFix>("Delete the file", """
        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                var path = Path.GetTempFileName();
                File.WriteAllText(path, input);
                Window.Open();
                return File.ReadAllText(path);
            }
        }
        """ + Case);

    [Fact]
    public Task Deleted_on_close_stress_only_because_files_are_outside_of_Coyote() => Proof.FailsAndIsRepairedUnderStressAsync<Lmi2005TempFileLeftBehindCodeFix>("Delete the file when its stream", """
        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                using var spool = new FileStream(Path.Combine("/tmp", Path.GetRandomFileName()), FileMode.CreateNew);
                spool.Write(System.Text.Encoding.UTF8.GetBytes(input));
                Window.Open();
                spool.Position = 0;
                return new StreamReader(spool).ReadToEnd();
            }
        }
        """ + Case);

    [Fact]
    public Task Unique_name_beside_a_key_stress_only_because_files_are_outside_of_Coyote() => Proof.FailsAndIsRepairedUnderStressAsync<Lmi2002RepeatingFileNameCodeFix>("Add a GUID", """
        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                var path = Path.Combine(Path.GetTempPath(), input.Substring(0, 8) + ".txt");
                try
                {
                    File.WriteAllText(path, input);
                    Window.Open();
                    return File.ReadAllText(path);
                }
                finally
                {
                    File.Delete(path);
                }
            }
        }
        """ + Case);
}
