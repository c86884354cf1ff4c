using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.Memory;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.Memory;

/// <summary>The first burst of invocations builds one, and waits for it.</summary>
public class Lmi3003Proofs
{
    [Theory]
    [InlineData("s_byName.GetOrAdd(\"model\", static name => new InferenceSession(name))")]
    [InlineData("s_byName.GetOrAdd(\"model\", Open)")]
    [InlineData("s_byName.TryGetValue(\"model\", out var known) ? known : s_byName.GetOrAdd(\"model\", name => Open(name))")]
    public Task A_dictionary_stress_only_because_the_lock_of_Lazy_is_in_the_class_library(string session) => StressAsync("Keep Lazy<T> in 's_byName'", $$"""
        using System.Collections.Concurrent;

        public class Function
        {
            private static readonly ConcurrentDictionary<string, InferenceSession> s_byName = new();

            public string Handle(string input, ILambdaContext context)
            {
                var session = {{session}};
                return session.InputNames[0];
            }

            private static InferenceSession Open(string name) => new(name);
        }
        """ + OneSession.Case);

    [Fact]
    public Task A_dictionary_of_tasks_stress_only_because_the_lock_of_Lazy_is_in_the_class_library() => StressAsync("Keep Lazy<T> in 's_byName'", """
        using System.Collections.Concurrent;

        public class Function
        {
            private static readonly ConcurrentDictionary<string, Task<InferenceSession>> s_byName = new();

            public async Task<string> Handle(string input, ILambdaContext context)
            {
                var session = await s_byName.GetOrAdd("model", async name => await OpenAsync(name));
                return session.InputNames[0];
            }

            private static async Task<InferenceSession> OpenAsync(string name)
            {
                await Window.OpenAsync();
                return new InferenceSession(name);
            }
        }
        """ + OneSession.AsyncCase);

    [Theory]
    [InlineData("Let one caller run the factory", "Lazy<InferenceSession> s_session = new(() => new InferenceSession(\"model\"), LazyThreadSafetyMode.PublicationOnly)", "return s_session.Value.InputNames[0];")]
    [InlineData("Make 's_session' a Lazy<T>", "InferenceSession? s_session", "return Session().InputNames[0]; static InferenceSession Session() { if (s_session == null) { Interlocked.CompareExchange(ref s_session, new InferenceSession(\"model\"), null); } return s_session!; }")]
    [InlineData("Make 's_session' a Lazy<T>", "InferenceSession? s_session", "return LazyInitializer.EnsureInitialized(ref s_session, () => new InferenceSession(\"model\"))!.InputNames[0];")]
    [InlineData("Initialize 's_session' with Lazy<T>", "InferenceSession? s_session", "s_session ??= new InferenceSession(\"model\"); return s_session.InputNames[0];")]
    [InlineData("Initialize 's_session' with Lazy<T>", "InferenceSession? s_session", "if (s_session == null) { s_session = new InferenceSession(\"model\"); } return s_session.InputNames[0];")]
    public Task A_field_stress_only_because_the_lock_of_Lazy_is_in_the_class_library(string title, string field, string body) => StressAsync(title, $$"""
        public class Function
        {
            private static {{field}};

            public string Handle(string input, ILambdaContext context)
            {
                {{body}}
            }
        }
        """.Replace("static Lazy", "static readonly Lazy", System.StringComparison.Ordinal) + OneSession.Case);

    private static Task StressAsync(string title, string source) => Proof.FailsAndIsRepairedUnderStressAsync<Lmi3003HeavyInitializationRacesCodeFix>(title, OneSession.Usings + source);
}
