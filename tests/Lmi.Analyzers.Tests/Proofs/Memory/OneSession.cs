namespace Lmi.Analyzers.Tests.Proofs.Memory;

/// <summary>What every proof of a shared object asks: was it loaded once, and did each invocation get its answer from one that was not disposed?</summary>
internal static class OneSession
{
    public const string Usings = "using Microsoft.ML.OnnxRuntime;\n";

    public const string Case = """

        public static class Case
        {
            private static readonly Function s_function = new();
            public const int PerCaller = 2;

            public static void Invoke(int number)
            {
                if (s_function.Handle("" + number, null!) != "model")
                {
                    throw new InvalidOperationException("no answer");
                }
            }

            public static string? Check(int invocations) => InferenceSession.Loads == 1 ? null : $"{InferenceSession.Loads} loads";
        }
        """;

    public static string AsyncCase { get; } = Case
        .Replace("static void Invoke", "static async Task Invoke", System.StringComparison.Ordinal)
        .Replace("if (s_function", "if (await s_function", System.StringComparison.Ordinal);
}
