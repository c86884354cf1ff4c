using System;
using System.IO;
using Amazon.Lambda.Core;

public class Function
{
    private static string? s_table;
    private static string? s_region;
    private static string? s_text;
    private static bool s_helpAsked;
    private static bool s_started;

    private static string Table
    {
        get
        {
            if (string.IsNullOrEmpty(s_table))
            {
                s_table = Environment.GetEnvironmentVariable("TABLE");
            }

            return s_table!;
        }
    }

    public string Handle(string input, ILambdaContext context)
    {
        s_region ??= Environment.GetEnvironmentVariable("AWS_REGION");
        {|LMI1003:s_text|} ??= File.ReadAllText("/opt/greeting.txt");
        if (s_helpAsked)
        {
            s_helpAsked = false; // nobody raises it
            Console.WriteLine("help");
        }

        if (!s_started)
        {
            {|LMI1003:s_started|} = true;
            Console.WriteLine("started");
        }

        return Table + s_region + s_text + input;
    }
}
