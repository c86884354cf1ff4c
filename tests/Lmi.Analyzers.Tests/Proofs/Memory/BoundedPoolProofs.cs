using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.Memory;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.Memory;

/// <summary>What serves one caller at a time is built as often as there are processors, and is in one hand at a time.</summary>
public class BoundedPoolProofs
{
    [Fact]
    public Task Thread_local_stress_only_because_each_thread_of_Coyote_is_the_same() => StressAsync("""
        public class Function
        {
            private static readonly ThreadLocal<TesseractEngine> s_engine = new(() => new TesseractEngine("/opt/tessdata", "eng"));

            public string Handle(string input, ILambdaContext context)
            {
                Window.Open();
                return s_engine.Value!.Read(input);
            }
        }
        """ + Case("if (s_function.Handle(\"\" + number, null!) != \"\" + number) { throw new InvalidOperationException(\"mixed up\"); }"));

    [Fact]
    public Task Async_local_stress_only_because_a_flow_is_made_for_each_invocation() => StressAsync("""
        public class Function
        {
            private static readonly AsyncLocal<TesseractEngine?> s_engine = new();

            public async Task<string> Handle(string input, ILambdaContext context)
            {
                s_engine.Value ??= new TesseractEngine("/opt/tessdata", "eng");
                await Window.OpenAsync();
                return s_engine.Value.Read(input);
            }
        }
        """ + Case("if (await s_function.Handle(\"\" + number, null!) != \"\" + number) { throw new InvalidOperationException(\"mixed up\"); }", "async Task"));

    /// <summary>A caller that fails gives its engine back: none is lost, and nobody waits for ever.</summary>
    [Fact]
    public Task After_exceptions_stress_only_because_each_thread_of_Coyote_is_the_same() => StressAsync("""
        public class Function
        {
            private static readonly ThreadLocal<TesseractEngine> s_engine = new(() => new TesseractEngine("/opt/tessdata", "eng"));

            public string Handle(string input, ILambdaContext context)
            {
                var text = s_engine.Value!.Read(input);
                return int.Parse(text) % 3 == 0 ? throw new FormatException(text) : text;
            }
        }
        """ + Case("try { s_function.Handle(\"\" + number, null!); } catch (FormatException) when (number % 3 == 0) { }"));

    private static string Case(string invoke, string returns = "void") => $$"""

        public static class Case
        {
            private static readonly Function s_function = new();
            public const int PerCaller = 2;

            public static {{returns}} Invoke(int number)
            {
                {{invoke}}
            }

            public static string? Check(int invocations) => TesseractEngine.Loads <= Environment.ProcessorCount ? null : $"{TesseractEngine.Loads} engines";
        }
        """;

    private static Task StressAsync(string source) =>
        Proof.FailsAndIsRepairedUnderStressAsync<Lmi3002HeavyResourcePerThreadOrInvocationCodeFix>("Take the object from a bounded pool", "using Tesseract;\n" + source);
}
