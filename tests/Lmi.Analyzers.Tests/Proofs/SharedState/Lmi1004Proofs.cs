using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.SharedState;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.SharedState;

/// <summary>Objects that serve one thread at a time: every invocation gets the answer that it would get alone.</summary>
public class Lmi1004Proofs
{
    [Fact]
    public Task Static_hash_stress_only_because_Coyote_does_not_rewrite_the_class_library() => Proof.FailsAndIsRepairedUnderStressAsync<Lmi1004NotThreadSafeInstanceSharedCodeFix>("Hash without '_sha'", """
        public class Function
        {
            private readonly System.Security.Cryptography.SHA256 _sha = System.Security.Cryptography.SHA256.Create();

            public byte[] Handle(byte[] input, ILambdaContext context)
            {
                return _sha.ComputeHash(input);
            }
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            private static int s_wrong;
            public const int PerCaller = 200;

            public static void Invoke(int number)
            {
                var input = BitConverter.GetBytes(number);
                if (!s_function.Handle(input, null!).AsSpan().SequenceEqual(System.Security.Cryptography.SHA256.HashData(input)))
                {
                    Interlocked.Increment(ref s_wrong);
                }
            }

            public static string? Check(int invocations) => s_wrong == 0 ? null : $"{s_wrong} wrong digests";
        }
        """);
}
