using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.Memory;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.Memory;

/// <summary>One load for all invocations, and nobody disposes what the others use.</summary>
public class Lmi3001Proofs
{
    [Fact]
    public Task Lazy_stress_only_because_its_lock_is_in_the_class_library() => StressAsync("""
        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                using var session = new InferenceSession("model");
                Window.Open();
                return session.InputNames[0];
            }
        }
        """ + OneSession.Case);

    [Fact]
    public Task Lazy_with_its_preparation_stress_only_because_its_lock_is_in_the_class_library() => StressAsync("""
        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                var options = new SessionOptions();
                options.IntraOpNumThreads = 2;
                var session = new InferenceSession("model", options);
                try
                {
                    Window.Open();
                    return session.InputNames[0];
                }
                finally
                {
                    session.Dispose();
                }
            }
        }
        """ + OneSession.Case);

    [Fact]
    public Task Lazy_in_a_helper_whose_caller_disposes_stress_only_because_its_lock_is_in_the_class_library() => StressAsync("""
        public class Function
        {
            public string Handle(string input, ILambdaContext context) => new Scores().Of(input);
        }

        public class Scores
        {
            public string Of(string input)
            {
                using (var session = Open())
                {
                    Window.Open();
                    return session.InputNames[0];
                }
            }

            private static InferenceSession Open() => new("model");
        }
        """ + OneSession.Case);

    [Fact]
    public Task Lazy_of_a_task_stress_only_because_its_lock_is_in_the_class_library() => StressAsync("""
        using PuppeteerSharp;

        public class Function
        {
            public async Task<string> Handle(string input, ILambdaContext context)
            {
                await using var browser = await Puppeteer.LaunchAsync(new LaunchOptions { Headless = true });
                await Window.OpenAsync();
                return await browser.GetVersionAsync();
            }
        }
        """ + OneSession.AsyncCase.Replace("InferenceSession.Loads", "Puppeteer.Loads", System.StringComparison.Ordinal));

    private static Task StressAsync(string source) =>
        Proof.FailsAndIsRepairedUnderStressAsync<Lmi3001HeavyResourceBuiltPerInvocationCodeFix>("Build it once in a static Lazy<T>", OneSession.Usings + source);
}
