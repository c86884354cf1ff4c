using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Process;

/// <summary>State of the process: changed by an invocation, and at start-up.</summary>
public class Lmi4001ProcessWideStateChangedTests
{
    [Theory]
    [InlineData("{|LMI4001:Environment.SetEnvironmentVariable|}(\"TENANT\", input);")]
    [InlineData("{|LMI4001:Environment.SetEnvironmentVariable|}(\"MODE\", \"fast\");")]
    [InlineData("{|LMI4001:Environment.CurrentDirectory|} = \"/tmp/\" + input;")]
    [InlineData("{|LMI4001:Directory.SetCurrentDirectory|}(input);")]
    [InlineData("{|LMI4001:CultureInfo.DefaultThreadCurrentCulture|} = new CultureInfo(input);")]
    [InlineData("{|LMI4001:CultureInfo.DefaultThreadCurrentUICulture|} ??= new CultureInfo(input);")]
    [InlineData("using var output = new StringWriter(); {|LMI4001:Console.SetOut|}(output);")]
    [InlineData("{|LMI4001:Console.SetIn|}(new StringReader(input));")]
    [InlineData("{|LMI4001:ServicePointManager.SecurityProtocol|} |= SecurityProtocolType.Tls12;", "#pragma warning disable SYSLIB0014")]
    [InlineData("{|LMI4001:ServicePointManager.ServerCertificateValidationCallback|} += (_, _, _, _) => true;", "#pragma warning disable SYSLIB0014")]
    [InlineData("{|LMI4001:ThreadPool.SetMinThreads|}(200, 200);")]
    [InlineData("{|LMI4001:AppContext.SetSwitch|}(\"Switch\", true);")]
    [InlineData("{|LMI4001:Trace.Listeners.Add|}(new TextWriterTraceListener(Console.Out));")]
    [InlineData("{|LMI4001:Trace.Listeners.Clear|}();")]
    [InlineData("{|LMI4001:GCSettings.LatencyMode|} = GCLatencyMode.Batch;")]
    public Task An_invocation_must_not_change_it(string statement, string pragma = "") => Verify.RulesAsync(Handler(statement, pragma));

    [Theory]
    [InlineData("var mode = Environment.GetEnvironmentVariable(\"MODE\") + Environment.CurrentDirectory + CultureInfo.DefaultThreadCurrentCulture + Trace.Listeners.Count;")]
    [InlineData("CultureInfo.CurrentCulture = new CultureInfo(input);")]
    [InlineData("var culture = new CultureInfo(input); culture.NumberFormat.CurrencySymbol = input;")]
    [InlineData("var start = new ProcessStartInfo(\"tool\") { WorkingDirectory = input }; start.Environment[\"TENANT\"] = input;")]
    [InlineData("Trace.WriteLine(input); Console.Out.WriteLine(input);")]
    [InlineData("Environment.ExitCode = 1;")]
    public Task What_is_not_the_process_s_is_silent(string statement) => Verify.RulesAsync(Handler(statement, ""));

    [Fact]
    public Task Set_up_may() => Verify.RulesAsync("""
        using System;
        using System.Globalization;
        using System.Threading;
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly Lazy<string> s_mode = new(() =>
            {
                Environment.SetEnvironmentVariable("MODE", "fast");
                return "fast";
            });

            private static int s_done;

            static Function() => CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

            public Function() => Configure();

            private static void Configure() => ThreadPool.SetMinThreads(100, 100);

            public string Handle(string input, ILambdaContext context)
            {
                if (Interlocked.Exchange(ref s_done, 1) == 0)
                {
                    AppContext.SetSwitch("Switch", true);
                }

                return s_mode.Value;
            }
        }
        """);

    [Fact]
    public Task A_lock_does_not_help_and_the_path_is_told() => Verify.RulesAsync("""
        using System;
        using Amazon.Lambda.Core;

        public static class Tenants
        {
            private static readonly object s_gate = new();

            public static void Enter(string tenant)
            {
                lock (s_gate)
                {
                    {|LMI4001:Environment.SetEnvironmentVariable|}("TENANT", tenant);
                }
            }

            public static void NeverCalled() => Environment.SetEnvironmentVariable("TENANT", null);
        }

        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                Tenants.Enter(input);
                return input;
            }
        }
        """);

    private static string Handler(string statement, string pragma) => $$"""
        {{pragma}}
        using System;
        using System.Diagnostics;
        using System.Globalization;
        using System.IO;
        using System.Net;
        using System.Runtime;
        using System.Threading;
        using Amazon.Lambda.Core;

        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                {{statement}}
                return input;
            }
        }
        """;
}
