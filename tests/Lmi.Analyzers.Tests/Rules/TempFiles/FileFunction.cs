namespace Lmi.Analyzers.Tests.Rules.TempFiles;

/// <summary>A function around a few statements.</summary>
internal static class FileFunction
{
    public static string Of(string body, string members = "") => $$"""
        #pragma warning disable CS0169, CS0649, CS0414, CS1998
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.IO;
        using System.IO.Compression;
        using System.Linq;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            private const string Root = "/tmp";
            private static readonly object Gate = new();
            private static readonly string s_once = Guid.NewGuid().ToString("N");
            private static readonly int s_process = Environment.ProcessId;
            private readonly string _directory = Path.Combine(Path.GetTempPath(), "work");

            public async Task<int> Handle(string input, ILambdaContext context)
            {
                {{body}}
                return 0;
            }

            {{members}}
        }
        """;
}
